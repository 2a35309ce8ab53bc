/* Waiting for what the engine process tells, by the messages that `openAppEngine` collects. */
import { median } from '../../app-engine.mjs'

/** A prompt of these benchmarks takes seconds, also on a busy machine. */
const PATIENCE_MS = 120_000
const MIDDLE = 0.5
const FEW = 3

/** The first message that matches. */
export async function told(messages, match) {
  let found
  await until(() => (found = messages.find(match)) !== undefined)
  return found
}

/**
 * Waits until half of the only prompt is read: chunks have grown by then to what takes a moment. Resolves to the size of
 * the last of them in tokens, and the time that the last few of this size took: deeper in the context each takes longer.
 */
export async function midReading(messages) {
  const { id, promptTokens, reusedTokens } = await told(messages, ({ type }) => type === 'prompt')
  await told(messages, ({ type, progress }) => type === 'reading' && progress >= MIDDLE)
  const read = messages.filter((message) => message.type === 'reading' && message.id === id)
  const chunks = read.slice(1).map(({ at, progress }, before) => ({
    tokens: Math.round((progress - read[before].progress) * (promptTokens - reusedTokens)),
    ms: at - read[before].at,
  }))
  const { tokens } = chunks.at(-1)
  const alike = chunks.filter((chunk) => chunk.tokens === tokens).slice(-FEW)
  return { tokens, ms: median(alike.map(({ ms }) => ms)) }
}

/** Milliseconds from the stop until the engine process does no more of it. */
export async function timeToIdle(messages, controller) {
  const began = performance.now()
  controller.abort()
  return (await told(messages, ({ type }) => type === 'done')).at - began
}

export async function untilReady(engine) {
  await until(() => {
    const { state, problem } = engine.status()
    if (state === 'failed') throw new Error(problem?.message)
    return state === 'ready'
  })
}

/** Looking all the time would take the engine a core. */
async function until(isSo) {
  for (const began = performance.now(); !isSo();) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('The engine does not get on')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
