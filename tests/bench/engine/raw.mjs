/*
 * Agate's engine beside llama.cpp's own benchmarks, with the same kernels, on the processor, in the same run and in turns.
 * Each is measured right beside the other, and the median of the rounds' ratios counts: the host of a virtual machine lends
 * more or less of its processor from one second to the next, so that the best of each side may come from different hours.
 * Limits: 0.95, and 0.90 of llama-batched-bench for four replies at once. Needs git and g++.
 *
 *   node tests/bench/engine/raw.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--rounds N] [--json]
 *     [--strict]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { median, modelNamed, openAppEngine } from '../app-engine.mjs'
import { decodeRate } from '../decode-rate.mjs'
import { atLeast, exitStatus, STRICT } from '../limits.mjs'
import { buildRawTools } from './raw-llama.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const REPLY_TOKENS = 64
const FOUR = 4
const SHORT_PROMPT = 'Tell a long story about a fox and a river'

const { rawPrefill, rawDecode, rawBatchedBench } = buildRawTools()
const model = modelNamed(options.model)
const threads = Number(options.threads)

const rounds = []
for (let round = 0; round < Number(options.rounds); round += 1) rounds.push(await measure(round))
process.exit(exitStatus(report(), options))

/** With an engine of its own: each of llama.cpp's programs gets new memory too, and some is quicker than other. */
async function measure(round) {
  const app = await openAppEngine({ model: options.model, threads })
  try {
    const { flashAttention } = app.engine.status().details
    const how = { model, threads, batch: batchOf(flashAttention), flashAttention, replyTokens: REPLY_TOKENS }
    const text = story(round)
    const { promptTokens, prefill } = await read(app, text)
    const run = { ...how, promptTokens }
    return {
      prefill: { app: prefill, raw: rawPrefill(run) },
      decode: { raw: rawDecode(run), app: decodeRate([await app.ask({ text, maxTokens: REPLY_TOKENS, seed: 7 })]) },
      four: await measureFour(app, how, round),
    }
  } finally {
    await app.engine.close()
  }
}

/** As `electron/engine/process/create-context.ts` has it on processors. */
function batchOf(flashAttention) {
  return flashAttention ? 256 : 128
}

async function read({ ask, messages }, text) {
  messages.length = 0
  const { start, end } = await ask({ text, maxTokens: 1, seed: 7 })
  const { promptTokens } = messages.find(({ type }) => type === 'prompt')
  return { promptTokens, prefill: (promptTokens * 1000) / (end - start) }
}

/** Asked once before, so that their prompts are evaluated and all of them write from the first moment. */
async function measureFour({ ask, messages }, how, round) {
  const texts = Array.from({ length: FOUR }, (_, at) => `${round}.${at}. ${SHORT_PROMPT} ${at}.`)
  const run = () =>
    Promise.all(texts.map((text) => ask({ text, maxTokens: REPLY_TOKENS, priority: 'quick', temperature: 1, seed: 7 })))
  await run()
  messages.length = 0
  const app = decodeRate(await run())
  const { promptTokens } = messages.find(({ type }) => type === 'prompt')
  return { app, raw: rawBatchedBench({ ...how, promptTokens, sequences: FOUR }) }
}

/** A few hundred tokens, different from the first word on. */
function story(round) {
  const days = Array.from(
    { length: 20 },
    (_, day) => `On day ${day} of journey ${round} the fox crossed river ${(day * 7 + round * 13) % 97} and rested.`,
  )
  return `${round}. ${days.join(' ')} Tell the whole story of this journey, as long as you can.`
}

function report() {
  const row = (what, limit) => {
    const of = (pick) => median(rounds.map((round) => pick(round[what])))
    const ratio = Number(of(({ app, raw }) => app / raw).toFixed(3))
    return { app: fixed(of(({ app }) => app)), raw: fixed(of(({ raw }) => raw)), ratio, ...atLeast(limit, ratio) }
  }
  const rows = { prefill: row('prefill', 0.95), decode: row('decode', 0.95), 'four at once': row('four', 0.9) }
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, threads, load, rounds, rows }))
  else {
    console.log(
      `${options.model}\n${threads} threads, medians of ${rounds.length} rounds, tokens per second, load ${load}`,
    )
    console.table(rows)
  }
  return rows
}

function fixed(rate) {
  return Number(rate.toFixed(1))
}
