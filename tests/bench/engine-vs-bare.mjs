/*
 * Speed of a model through Agate's engine (supervisor, process, messages) beside bare node-llama-cpp, in the same run
 * and in turns, so that a busy machine slows both.
 *
 *   node tests/bench/engine-vs-bare.mjs [--model FILE] [--threads N] [--rounds N] [--json]
 */
import { parseArgs } from 'node:util'
import { getLlama, LlamaChat } from 'node-llama-cpp'
import { median, openAppEngine, STARTER } from './app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: STARTER },
    threads: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
})
const REPLY_TOKENS = 64
const PROMPT_WORDS = 100
const SAMPLING = { temperature: 1, topK: 64, topP: 0.95, minP: 0.1 }
const REPEAT_PENALTY = { penalty: 1.05, lastTokens: 64, penalizeNewLine: false }

const app = await openApp()
const bare = await openBare(app.threads)
const results = { prefill: { app: [], bare: [] }, decode: { app: [], bare: [] } }
for (let round = 0; round < Number(options.rounds); round += 1) {
  const sides = round % 2 === 0 ? [app, bare] : [bare, app]
  for (const side of sides) {
    results.prefill[side.name].push(await side.prefill(longQuestion(round)))
    results.decode[side.name].push(await side.decode(`Story ${round}: tell me a long story about a fox and a river.`))
  }
}
report()
await app.close()
process.exit(0)

async function openApp() {
  const { engine, ask } = await openAppEngine({
    model: options.model,
    threads: options.threads === '' ? null : Number(options.threads),
  })
  const run = (text, maxTokens) => ask({ text, maxTokens, ...SAMPLING, seed: 7 })
  return { name: 'app', threads: engine.status().details.threads, ...measures(run), close: () => engine.close() }
}

async function openBare(threads) {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    maxThreads: threads,
    logLevel: 'error',
  })
  const model = await llama.loadModel({ modelPath: options.model, gpuLayers: 0 })
  const contextSize = Math.min(8192, model.trainContextSize)
  const context = await model.createContext({
    contextSize,
    batchSize: 128,
    threads,
    flashAttention: false,
    swaFullCache: true,
  })
  const sequence = context.getSequence()
  const chat = new LlamaChat({ contextSequence: sequence })
  const run = async (text, maxTokens) => {
    const times = { start: performance.now(), first: 0, last: 0 }
    let tokens = 0
    const history = [
      { type: 'user', text },
      { type: 'model', response: [] },
    ]
    const promptTokens = chat.chatWrapper
      .generateContextState({ chatHistory: history })
      .contextText.tokenize(model.tokenizer).length
    await chat.generateResponse(history, {
      ...SAMPLING,
      seed: 7,
      maxTokens,
      repeatPenalty: REPEAT_PENALTY,
      onToken: (chunk) => {
        tokens += chunk.length
        times.last = performance.now()
        times.first ||= times.last
      },
    })
    return { ...times, tokens, promptTokens }
  }
  return { name: 'bare', ...measures(run) }
}

function measures(run) {
  return {
    /** Tokens of the prompt until the first of the reply, per second. */
    prefill: async (text) => {
      const { start, first, promptTokens } = await run(text, 1)
      return (promptTokens * 1000) / (first - start)
    },
    decode: async (text) => {
      const { first, last, tokens } = await run(text, REPLY_TOKENS)
      return ((tokens - 1) * 1000) / (last - first)
    },
  }
}

/** Different from its first word, so that nothing of it is in the context already. */
function longQuestion(round) {
  const words = Array.from({ length: PROMPT_WORDS }, (_, at) => `river${(at * 7 + round * 13) % 97}`)
  return `${round} ${words.join(' ')}`
}

function report() {
  const row = ({ app, bare }) => ({ app: median(app), bare: median(bare), ratio: median(app) / median(bare) })
  const rows = { prefill: row(results.prefill), decode: row(results.decode) }
  if (options.json) {
    console.log(JSON.stringify({ model: options.model, device: 'processor', threads: app.threads, ...rows }))
    return
  }
  const rounded = ({ app, bare, ratio }) => ({ app: +app.toFixed(1), bare: +bare.toFixed(1), ratio: +ratio.toFixed(3) })
  console.log(`${options.model}\n${app.threads} threads, medians of ${options.rounds} rounds, tokens per second`)
  console.table({ prefill: rounded(rows.prefill), decode: rounded(rows.decode) })
}
