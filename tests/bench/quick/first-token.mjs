/*
 * Time to the first token of a quick action on a text that was not seen before, through Agate's engine with the action's
 * instruction kept evaluated, beside the library alone with the same instruction evaluated in its only sequence.
 * Other conversations come between, so that no lane of Agate's holds the instruction.
 *
 *   node tests/bench/quick/first-token.mjs [--model starter|FILE] [--threads N] [--rounds N] [--json]
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { getLlama } from 'node-llama-cpp'
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median, modelNamed, openAppEngine } from '../app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
  },
})
const threads = Number(options.threads)
const START = 'Summarise this text in at most three sentences.\n\n'
const folder = mkdtempSync(join(os.tmpdir(), 'agate-first-token-'))
const kept = join(folder, 'kept')
const starts = () => ({ folder: kept, systemPrompt: '', texts: [START] })
const { engine, ask, messages } = await openAppEngine({ model: options.model, threads, starts })
while (!existsSync(kept) || readdirSync(kept).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
const bare = await openBare()

const rounds = []
for (let round = 0; round < Number(options.rounds); round += 1) {
  for (let other = 0; other < 5; other += 1) {
    await ask({ text: `Other ${round} ${other} ${words(round + other, 12)}`, maxTokens: 1, priority: 'quick' })
  }
  const text = START + words(round, 60)
  messages.length = 0
  const answer = await ask({ text, maxTokens: 2, temperature: 0, priority: 'quick' })
  const { promptTokens, reusedTokens } = messages.find(({ type }) => type === 'prompt')
  rounds.push({ agateMs: answer.first - answer.start, bareMs: await bare(text), promptTokens, reusedTokens })
}
report()
await engine.close()
rmSync(folder, { recursive: true })
process.exit(0)

/** Reads only what follows the instruction, as llama.cpp alone does when its sequence holds that already. */
async function openBare() {
  const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, logLevel: 'error' })
  const model = await llama.loadModel({ modelPath: modelNamed(options.model) })
  const context = await model.createContext({ contextSize: 2048, batchSize: 128, threads })
  const sequence = context.getSequence()
  const prompt = (text) => model.tokenize(`<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`, true)
  return async (text) => {
    const all = prompt(text)
    const [a, b] = [prompt(`${START}a`), prompt(`${START}The`)]
    const instruction = a.slice(
      0,
      a.findIndex((token, at) => token !== b[at]),
    )
    await sequence.adaptStateToTokens([], false)
    await sequence.evaluateWithoutGeneratingNewTokens(instruction)
    const began = performance.now()
    for await (const token of sequence.evaluate(all.slice(instruction.length), { temperature: 0 })) {
      model.detokenize([token])
      return performance.now() - began
    }
    return Number.NaN
  }
}

function words(seed, count) {
  return Array.from(
    { length: count },
    (_, at) => `${['river', 'stone', 'lamp', 'fox'][(at * 7 + seed) % 4]}${(at * seed) % 89}`,
  ).join(' ')
}

function report() {
  const [load] = os.loadavg()
  const agateMs = median(rounds.map((round) => round.agateMs))
  const bareMs = median(rounds.map((round) => round.bareMs))
  const { promptTokens, reusedTokens } = rounds[0]
  if (options.json) console.log(JSON.stringify({ agateMs, bareMs, promptTokens, reusedTokens, load }))
  else {
    console.log(`${options.model}\n${threads} threads, medians of ${options.rounds} rounds, load ${load.toFixed(2)}`)
    console.log(`${promptTokens} tokens in the prompt, ${reusedTokens} of them kept`)
    console.log(
      `first token: Agate ${agateMs.toFixed(0)} ms, bare ${bareMs.toFixed(0)} ms, ratio ${(agateMs / bareMs).toFixed(3)} (limit 1.2)`,
    )
  }
}
