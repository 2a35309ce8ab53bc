/*
 * What conversations feel of the engine, each beside its limit in the same run:
 *   four at once    tokens per second of four replies in one batch, beside one reply
 *   follow-up       time to the first token of the next turn of a long chat, beside the reading of its new tokens
 *   quick question  its time to the first token while a long prompt is read, beside that of an idle engine
 *   stop            time until the engine is idle after a stop, beside one token or one chunk and 50 ms
 *   recovery        time from the end of the engine process (kill -9) while it writes to the next being ready, beside 3 s
 *                   and beside a new process of the library alone, and until that has room for all conversations
 *
 *   node tests/bench/engine/turns.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--rounds N] [--json]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { hasRoom, median, openAppEngine } from '../app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
})
const threads = options.threads === '' ? null : Number(options.threads)
const { engine, ask, messages, pid, openBare } = await openAppEngine({ model: options.model, threads })
const REPLY = 48
const RECOVERY_MS = 3000
const STOP_MS = 50
/** Of the first turn, about 4,000 tokens. */
const LONG_CHAT_WORDS = 1800
/** A prompt of this benchmark takes seconds, also on a busy machine. */
const PATIENCE_MS = 120_000

const rounds = []
for (let round = 0; round < Number(options.rounds); round += 1) {
  rounds.push({
    ...(await fourAtOnce(round)),
    ...(await followUp(round)),
    ...(await quickQuestion(round)),
    ...(await stop(round)),
    ...(await recovery(round)),
  })
}
report()
await engine.close()
process.exit(0)

async function fourAtOnce(round) {
  const questions = Array.from(
    { length: 4 },
    (_, at) => `Story ${round}.${at}: tell a long story about a fox and a river.`,
  )
  const rate = (replies) => {
    const tokens = replies.reduce((sum, reply) => sum + reply.tokens - 1, 0)
    const first = Math.max(...replies.map((reply) => reply.first))
    return (tokens * 1000) / (Math.max(...replies.map(({ last }) => last)) - first)
  }
  const one = rate([
    await ask({ text: questions[0], maxTokens: REPLY, priority: 'background', temperature: 1, seed: 7 }),
  ])
  // Asked once before, so that their prompts are evaluated and all of them write from the first moment.
  const places = Math.min(4, engine.status().details.sequences - 1)
  const some = questions.slice(0, places)
  const run = () =>
    Promise.all(some.map((text) => ask({ text, maxTokens: REPLY, priority: 'background', temperature: 1, seed: 7 })))
  await run()
  const together = rate(await run())
  return { places, one, together }
}

async function followUp(round) {
  const turns = [{ role: 'user', text: words(round, LONG_CHAT_WORDS) }]
  const first = await ask({ turns, maxTokens: 16, temperature: 0 })
  turns.push({ role: 'assistant', text: first.text }, { role: 'user', text: words(round + 50, 100) })
  messages.length = 0
  const next = await ask({ turns, maxTokens: 4, temperature: 0 })
  const { promptTokens, reusedTokens } = messages.find(({ type }) => type === 'prompt')
  const { promptTokensPerSecond } = engine.status()
  const reading = ((promptTokens - reusedTokens) * 1000) / promptTokensPerSecond
  return {
    chatTokens: promptTokens,
    followUpNew: promptTokens - reusedTokens,
    followUpMs: next.first - next.start,
    readingMs: reading,
  }
}

async function quickQuestion(round) {
  const quick = (text) => ask({ text, maxTokens: 4, temperature: 0, priority: 'quick' })
  const idle = await quick(words(round + 100, 40))
  const stopping = new AbortController()
  messages.length = 0
  const background = ask({ text: words(round + 200, 1500), maxTokens: 4, priority: 'background' }, stopping.signal)
  await seen(({ type }) => type === 'reading')
  const busy = await quick(words(round + 150, 40))
  const { id } = messages.find(({ type }) => type === 'reading')
  const chunks = messages.filter((message) => message.type === 'reading' && message.id === id)
  const { promptTokens, reusedTokens } = messages.find((message) => message.type === 'prompt' && message.id === id)
  stopping.abort()
  await background
  await untilReady(engine)
  const shares = chunks.map(({ progress }, at) => progress - (chunks[at - 1]?.progress ?? 0))
  const chunkTokens = Math.max(...shares) * (promptTokens - reusedTokens)
  const chunkMs = (chunkTokens * 1000) / engine.status().promptTokensPerSecond
  return {
    idleMs: idle.first - idle.start,
    busyMs: busy.first - busy.start,
    chunkTokens,
    chunkMs,
  }
}

async function stop(round) {
  const writing = new AbortController()
  messages.length = 0
  const reply = ask({ text: `Story ${round}: tell a long story.`, maxTokens: 500, temperature: 1 }, writing.signal)
  await seen(({ type }) => type === 'text')
  const stopWriting = await timeToIdle(writing)
  await reply
  const reading = new AbortController()
  messages.length = 0
  const prompt = ask({ text: words(round + 300, 1500), maxTokens: 4 }, reading.signal)
  await seen(({ type }) => type === 'reading')
  const stopReading = await timeToIdle(reading)
  await prompt
  return { stopWritingMs: stopWriting, stopReadingMs: stopReading }
}

async function recovery(round) {
  const aloneMs = await readyAlone()
  messages.length = 0
  const reply = ask({ text: `Story ${round}: tell a long story.`, maxTokens: 500, temperature: 1 })
  await seen(({ type }) => type === 'text')
  const began = performance.now()
  process.kill(pid(), 'SIGKILL')
  await reply
  await untilReady(engine)
  const recoveryMs = performance.now() - began
  await hasRoom(engine)
  return { recoveryMs, aloneMs, roomMs: performance.now() - began }
}

/** Milliseconds until a new process of the library alone has the model and a context for one conversation. */
async function readyAlone() {
  const began = performance.now()
  const bare = openBare(engine.status())
  await untilReady(bare)
  const ms = performance.now() - began
  await bare.close()
  return ms
}

/** Looking all the time would take the engine a core. */
function moment() {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

async function timeToIdle(controller) {
  const began = performance.now()
  controller.abort()
  await seen(({ type }) => type === 'done')
  return performance.now() - began
}

async function seen(match) {
  const began = performance.now()
  while (!messages.some(match)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('The engine does not get on')
    await moment()
  }
}

async function untilReady(which) {
  while (which.status().state !== 'ready') {
    const { state, problem } = which.status()
    if (state === 'failed') throw new Error(problem?.message)
    await moment()
  }
}

/** Different from its first word, so that nothing of it is in the context already. */
function words(seed, count) {
  return Array.from(
    { length: count },
    (_, at) => `${['river', 'stone', 'lamp', 'fox'][(at * 7 + seed) % 4]}${(at * seed) % 89}`,
  ).join(' ')
}

function report() {
  const figures = Object.fromEntries(
    Object.keys(rounds[0]).map((key) => [key, median(rounds.map((round) => round[key]))]),
  )
  const rows = {
    'replies at once (tokens/s)': row(figures.together, figures.one),
    'follow-up, first token (ms)': row(figures.followUpMs, figures.readingMs),
    'quick while reading (ms)': row(figures.busyMs, figures.idleMs + figures.chunkMs),
    'stop while writing (ms)': row(figures.stopWritingMs, 1000 / figures.one + STOP_MS),
    'stop while reading (ms)': row(figures.stopReadingMs, figures.chunkMs + STOP_MS),
    'ready after kill -9 (ms)': row(figures.recoveryMs, RECOVERY_MS),
    'the same, beside the library': row(figures.recoveryMs, figures.aloneMs),
  }
  const { threads: used, sequences } = engine.status().details
  const [load] = os.loadavg()
  if (options.json)
    console.log(JSON.stringify({ model: options.model, threads: used, sequences, load, ...figures, rows }))
  else {
    console.log(
      `${options.model}\n${used} threads, ${sequences} sequences, medians of ${options.rounds} rounds, load ${load}`,
    )
    console.table(rows)
    console.log(
      `${figures.places} replies at once; ${figures.followUpNew} new tokens in the follow-up of a chat of ${figures.chatTokens}; chunks of ${figures.chunkTokens.toFixed(0)}; room for all conversations ${figures.roomMs.toFixed(0)} ms after kill -9`,
    )
  }
}

function row(measured, limit) {
  return {
    measured: Number(measured.toFixed(1)),
    beside: Number(limit.toFixed(1)),
    ratio: Number((measured / limit).toFixed(3)),
  }
}
