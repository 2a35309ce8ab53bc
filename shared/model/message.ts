import { z } from 'zod'
import { DocumentAnswer } from './document-answer.ts'
import { Id } from './id.ts'

/** Longest text one message may have, in UTF-16 units. Far above any context, so that the refusal can name a size. */
export const MESSAGE_MAX = 4_000_000

export const MessageStatus = z.enum(['complete', 'streaming', 'stopped', 'interrupted'])
export type MessageStatus = z.infer<typeof MessageStatus>

/**
 * Why a reply ended.
 *   end           the model finished
 *   length        the reply reached the room that was left in the context
 *   repetition    the model repeated itself and was ended
 *   user          somebody pressed stop
 *   window-closed the window was closed or reloaded, or Agate was quit
 *   engine-crash  the engine process died
 *   engine-hang   the engine process no longer answered and was ended
 *   disk-full     the reply could no longer be saved
 *   app-exit      Agate itself was killed or lost power; found at the next start
 *   error         anything unexpected; the log has it
 */
export const EndReason = z.enum([
  'end',
  'length',
  'repetition',
  'user',
  'window-closed',
  'engine-crash',
  'engine-hang',
  'disk-full',
  'app-exit',
  'error',
])
export type EndReason = z.infer<typeof EndReason>

/** How a reply was made; measured, never estimated. */
export const ReplyFigures = z.object({
  model: z.string(),
  device: z.string(),
  /** Tokens of the prompt, and of the reply. */
  promptTokens: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
  /** Null when fewer than two tokens were written, so no speed can be told. */
  tokensPerSecond: z.number().nonnegative().nullable(),
  /** Earlier messages that no longer fitted and that the model did not see. */
  omittedMessages: z.int().nonnegative(),
  /** The first question and its answer are among these; else they are kept as long as possible. */
  omitsFirst: z.boolean(),
  /** Tokens that the model could read at once; null where that is not known. */
  contextSize: z.int().positive().nullable(),
})
export type ReplyFigures = z.infer<typeof ReplyFigures>

export const Message = z.object({
  id: Id,
  conversationId: Id,
  parentId: Id.nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  status: MessageStatus,
  /** Null for a user's message and while a reply is streaming. */
  endReason: EndReason.nullable(),
  figures: ReplyFigures.nullable(),
  /** Only for a reply that was made from documents. */
  fromDocuments: DocumentAnswer.nullable(),
  createdAt: z.int(),
})
export type Message = z.infer<typeof Message>
