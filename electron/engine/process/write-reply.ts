import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import type { Sampling } from '../sampling.ts'
import type { GatedJob } from './step-gate.ts'

/** Tokens that the repeat penalty looks at. */
const PENALTY_TOKENS = 64

export interface WriteOptions {
  readonly sequence: LlamaContextSequence
  readonly job: GatedJob
  readonly signal: AbortSignal
  readonly sampling: Sampling
  /** All tokens of the reply so far; new ones are added. */
  readonly reply: Token[]
  /** Called for each new token; false ends the reply. */
  readonly token: (token: Token) => boolean
}

/**
 * Makes tokens after `last`, the only one of the prompt that is not evaluated yet. The sequence then holds everything
 * but the reply's last token.
 */
export async function writeReply(
  last: Token,
  options: WriteOptions,
): Promise<'end' | 'ended-by-caller' | 'length' | 'aborted'> {
  const { sequence, job, sampling, reply } = options
  const stopped = () => options.signal.aborted
  const { temperature, topP, topK, minP, seed, repeatPenalty } = sampling
  const tokens = sequence.evaluate([last], {
    temperature,
    topP,
    topK,
    minP,
    // A reply that goes on after a pause must not begin with the same random numbers again.
    ...(seed === null ? {} : { seed: (seed + reply.length) % 2 ** 32 }),
    ...(repeatPenalty > 1
      ? { repeatPenalty: { penalty: repeatPenalty, punishTokens: () => reply.slice(-PENALTY_TOKENS) } }
      : {}),
  })
  try {
    while (reply.length < sampling.maxTokens) {
      await job.step('write')
      if (stopped()) return 'aborted'
      const next = await tokens.next()
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
