/* A quick question while a prompt is read, and stopping. */
import { midReading, timeToIdle, told, untilReady } from './watch.mjs'

const LONG_TOKENS = 3300
const QUICK_TOKENS = 90

function longText({ engine }, text, seed) {
  return text(seed, Math.min(LONG_TOKENS, engine.status().contextSize / 2))
}

export async function quickQuestion(app, text, round) {
  const { ask, engine, messages } = app
  const quick = (seed) => ask({ text: text(seed, QUICK_TOKENS), maxTokens: 4, temperature: 0, priority: 'quick' })
  const idle = await quick(round + 100)
  const stopping = new AbortController()
  messages.length = 0
  const long = { text: longText(app, text, round + 200), maxTokens: 4, priority: 'background' }
  const background = ask(long, stopping.signal)
  const chunk = await midReading(messages)
  const busy = await quick(round + 150)
  stopping.abort()
  await background
  await untilReady(engine)
  return {
    idleMs: idle.first - idle.start,
    busyMs: busy.first - busy.start,
    chunkTokens: chunk.tokens,
    chunkMs: chunk.ms,
  }
}

export async function stop(app, text, round) {
  const { ask, messages } = app
  const writing = new AbortController()
  messages.length = 0
  const reply = ask({ text: `Story ${round}: tell a long story.`, maxTokens: 500, temperature: 1 }, writing.signal)
  await told(messages, ({ type }) => type === 'text')
  const stopWritingMs = await timeToIdle(messages, writing)
  await reply
  const reading = new AbortController()
  messages.length = 0
  const prompt = ask({ text: longText(app, text, round + 300), maxTokens: 4 }, reading.signal)
  const chunk = await midReading(messages)
  const stopReadingMs = await timeToIdle(messages, reading)
  await prompt
  return { stopWritingMs, stopReadingMs, stopChunkTokens: chunk.tokens, stopChunkMs: chunk.ms }
}
