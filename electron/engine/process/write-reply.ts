import { randomInt } from 'node:crypto'
import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import type { Sampling } from '../sampling.ts'
import type { GatedJob, Step } from './step-gate.ts'

/** Tokens that the repeat penalty looks at. */
const PENALTY_TOKENS = 64

export interface WriteOptions {
  readonly sequence: LlamaContextSequence
  readonly job: GatedJob
  readonly signal: AbortSignal
  readonly sampling: Sampling
  /** All tokens of the reply so far; new ones are added. */
  readonly reply: Token[]
  /** Called when the rest of the prompt was evaluated, if it had more than one token: how long that took. */
  readonly read: (ms: number) => void
  /** Called for each new token; false ends the reply. */
  readonly token: (token: Token) => boolean
}

/**
 * Makes tokens after `rest`, those of the prompt that are not evaluated yet. The sequence then holds everything but the
 * reply's last token.
 */
export async function writeReply(
  rest: readonly Token[],
  options: WriteOptions,
): Promise<'end' | 'ended-by-caller' | 'length' | 'aborted'> {
  const { sequence, job, sampling, reply } = options
  const stopped = () => options.signal.aborted
  const { temperature, topP, topK, minP, repeatPenalty } = sampling
  // The library would take the second of the clock: two questions at once would get the same answer.
  const seed = sampling.seed ?? randomInt(2 ** 32)
  const tokens = sequence.evaluate([...rest], {
    temperature,
    topP,
    topK,
    minP,
    // A reply that goes on after a pause must not begin with the same random numbers again.
    seed: (seed + reply.length) % 2 ** 32,
    ...(repeatPenalty > 1
      ? { repeatPenalty: { penalty: repeatPenalty, punishTokens: () => reply.slice(-PENALTY_TOKENS) } }
      : {}),
  })
  let step: Step = rest.length > 1 ? 'read' : 'write'
  try {
    while (reply.length < sampling.maxTokens) {
      await job.step(step)
      if (stopped()) return 'aborted'
      const began = performance.now()
      const next = await tokens.next()
      if (step === 'read') options.read(performance.now() - began)
      step = 'write'
      if (next.done) return 'end'
      reply.push(next.value)
      if (!options.token(next.value)) return 'ended-by-caller'
      if (stopped()) return 'aborted'
    }
    return 'length'
  } finally {
    await tokens.return()
  }
}
