import type { GenerateEnd } from '../engine/engine.ts'
import type { ReplyEnd } from '../storage/message-store.ts'
import type { Omission } from './history.ts'

type Refusal = Extract<GenerateEnd, { reason: 'no-model' | 'model-failed' }>
type Ended = Exclude<GenerateEnd, Refusal | { reason: 'prompt-too-long' }>

export function isRefusal(end: GenerateEnd): end is Refusal {
  return end.reason === 'no-model' || end.reason === 'model-failed'
}

/** Why a turn was aborted, when it was not by the stop button. */
export const ABORTED_BY_CLOSING = 'window-closed'

/** How a reply is stored that ended like this. `abortReason` is the signal's, if it was aborted. */
export function replyEnd(end: Ended, omission: Omission, abortReason: unknown): ReplyEnd {
  switch (end.reason) {
    case 'engine-crash':
    case 'engine-hang':
    case 'error':
      return { status: 'interrupted', endReason: end.reason, figures: null }
    case 'stopped':
      return {
        status: 'stopped',
        endReason: stoppedBy(abortReason),
        figures: figuresOf(end, omission),
      }
    case 'end':
    case 'length':
    case 'repetition':
      return { status: 'complete', endReason: end.reason, figures: figuresOf(end, omission) }
  }
}

export function stoppedBy(abortReason: unknown): 'window-closed' | 'user' {
  return abortReason === ABORTED_BY_CLOSING ? 'window-closed' : 'user'
}

function figuresOf(end: Extract<Ended, { tokens: number }>, omission: Omission): ReplyEnd['figures'] {
  const { model, device, contextSize, promptTokens, tokens, tokensPerSecond } = end
  const { omittedMessages, omitsFirst } = omission
  return { model, device, contextSize, promptTokens, tokens, tokensPerSecond, omittedMessages, omitsFirst }
}
