import type { LlamaContext, Token } from 'node-llama-cpp'
import type { WiderContext } from './create-context.ts'
import { furtherLanes, type SequenceLane } from './lane-sequence.ts'
import type { Lanes } from './lanes.ts'

/** Main posts what waits as soon as a model is loaded: so long nothing else begins, in milliseconds. */
const GRACE_MS = 200

export interface Widening {
  /** The one that the context has room for. */
  readonly lane: SequenceLane
  readonly lanes: Lanes<SequenceLane>
  readonly context: LlamaContext
  readonly wider: WiderContext
  /** Called in the moment in which nobody asks. */
  readonly begins: () => void
}

interface Widened {
  /** As many conversations have room now. */
  readonly sequences: number
  /** What the lane held, which is to be evaluated again: llama.cpp gives no state to a context of another width. */
  readonly lost: { readonly tokens: readonly Token[]; readonly conversation: string | undefined }
}

/**
 * Replaces a context with room for one conversation by the wider one, in the first moment in which nobody asks. Rejects
 * when there is no context any more.
 */
export async function widen({ lane, lanes, context, wider, begins }: Widening): Promise<Widened> {
  const open = await lanes.empty(new Promise((resolve) => setTimeout(resolve, GRACE_MS)))
  begins()
  const lost = { tokens: [...lane.sequence.contextTokens], conversation: lane.conversation }
  await context.dispose()
  const next = await wider.create()
  lane.becomes(next.getSequence())
  open(furtherLanes(next))
  return { sequences: next.totalSequences, lost }
}
