import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { rankOf } from '../priority.ts'
import { SMALLEST_CHUNK } from './chunk-size.ts'
import type { SequenceLane } from './lane-sequence.ts'
import type { Lanes } from './lanes.ts'
import { readPrompt } from './read-prompt.ts'
import type { StepGate } from './step-gate.ts'

interface Places {
  readonly lanes: Lanes<SequenceLane>
  readonly gate: StepGate
}

/**
 * Evaluates tokens that somebody will ask about, as background work, and calls `then` while their sequence is not used
 * otherwise. False when that was stopped, or a more urgent job needed the lane.
 */
export async function readAhead(
  { lanes, gate }: Places,
  tokens: readonly Token[],
  signal: AbortSignal,
  then?: (sequence: LlamaContextSequence) => Promise<void>,
): Promise<boolean> {
  const ticket = await lanes.acquire('background', tokens, signal)
  if (ticket === null) return false
  const { sequence, number } = ticket.lane
  const either = AbortSignal.any([signal, ticket.recall])
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
    await then?.(sequence)
    return true
  } finally {
    job.leave()
    ticket.release()
  }
}
