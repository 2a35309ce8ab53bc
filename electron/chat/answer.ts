import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Result } from '../../shared/result.ts'
import type { ReplyEnd } from '../storage/message-store.ts'

export type SendError = 'empty' | 'no-model' | 'model-failed' | 'busy' | 'not-found' | 'prompt-too-long' | 'disk-full'

export type AnswerEvent =
  /** Share of what has to be read that is read, 0 to 1. */
  | { readonly type: 'reading'; readonly progress: number }
  | { readonly type: 'text'; readonly text: string }
  /** What the reply rests on so far; comes before the text that names it. */
  | { readonly type: 'from-documents'; readonly fromDocuments: DocumentAnswer }

/** A refusal means that nothing was answered: the question goes back to where it came from. */
export type AnswerEnd = { readonly reply: ReplyEnd } | { readonly refusal: Result<never, SendError> }

/** Writes the reply to one question. Ends soon after the signal is aborted, with what there is. */
export type Answer = (signal: AbortSignal) => AsyncGenerator<AnswerEvent, AnswerEnd, undefined>

export interface AskedQuestion {
  readonly conversationId: string
  readonly text: string
  /** What was said before, oldest first. */
  readonly history: readonly Message[]
  /** From every part of the documents. */
  readonly scan: boolean
}
