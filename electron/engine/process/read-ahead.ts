import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { rankOf } from '../priority.ts'
import { SMALLEST_CHUNK } from './chunk-size.ts'
import type { SequenceLane } from './lane-sequence.ts'
import type { Lanes } from './lanes.ts'
import { readPrompt } from './read-prompt.ts'
import type { StepGate } from './step-gate.ts'

export interface Places {
  readonly lanes: Lanes<SequenceLane>
  readonly gate: StepGate
}

export interface Ahead {
  readonly tokens: readonly Token[]
  /** What they are the beginning of, where that is known. */
  readonly conversation?: string | undefined
  /** Called once they are evaluated, while their sequence is not used otherwise; then they need it no longer. */
  readonly keep?: (sequence: LlamaContextSequence) => Promise<void>
}

/**
 * Evaluates tokens that somebody will ask about. False when that was stopped, or the lane was needed for what somebody
 * did ask.
 */
export async function readAhead(
  { lanes, gate }: Places,
  { tokens, conversation, keep }: Ahead,
  signal: AbortSignal,
): Promise<boolean> {
  const ticket = await lanes.acquire('ahead', tokens, signal, conversation)
  if (ticket === null) return false
  const { sequence, number } = ticket.lane
  const either = AbortSignal.any([signal, ticket.recall])
  let isKept = false
  const job = gate.join(rankOf(ticket.priority), number, either)
  try {
    const rest = await readPrompt(tokens, {
      ...{ sequence, job, signal: either },
      size: () => SMALLEST_CHUNK,
      reused: () => undefined,
      chunk: () => undefined,
    })
    await job.step('read')
    if (either.aborted) return false
    await sequence.evaluateWithoutGeneratingNewTokens([...rest])
    await keep?.(sequence)
    isKept = keep !== undefined
    return true
  } finally {
    job.leave()
    ticket.release(isKept)
  }
}
