import { z } from 'zod'
import { DocumentAnswer } from '../../model/document-answer.ts'
import { Id } from '../../model/id.ts'
import { EndReason, MESSAGE_MAX, MessageStatus, ReplyFigures } from '../../model/message.ts'
import { stream } from '../define.ts'

/**
 * One answered turn, as it grows. All fields are optional and merge: `text` is what was added,
 * `reading` the newest progress of the prompt.
 */
export const ChatFrame = z.object({
  started: z.object({ conversationId: Id, userMessageId: Id, replyId: Id }).optional(),
  /** Share of the prompt that is evaluated, 0 to 1. */
  reading: z.number().min(0).max(1).optional(),
  text: z.string().optional(),
  /** What the text so far rests on. */
  fromDocuments: DocumentAnswer.optional(),
})
export type ChatFrame = z.infer<typeof ChatFrame>

function mergeChatFrames(waiting: ChatFrame, next: ChatFrame): ChatFrame {
  const merged: ChatFrame = { ...waiting, ...next }
  if (waiting.text !== undefined && next.text !== undefined) merged.text = waiting.text + next.text
  return merged
}

export const ChatEnd = z.object({
  replyId: Id,
  status: MessageStatus,
  endReason: EndReason,
  figures: ReplyFigures.nullable(),
})
export type ChatEnd = z.infer<typeof ChatEnd>

/** Questions and their answers. */
export const chat = {
  /**
   * Asks. Without a conversation a new one is made. The first frame is `started`: by then the question is saved.
   * Aborting the stream stops the answer and keeps what was written; that is a normal end, not an error.
   * Errors mean that nothing was added to the conversation.
   */
  send: stream({
    input: z.object({
      conversationId: Id.nullable(),
      text: z.string().max(MESSAGE_MAX),
      /** From the quick window: goes before everything else, and a new conversation is marked so. */
      quick: z.boolean().optional(),
      /** Answer from every part of the conversation's documents instead of the passages that fit best. */
      scan: z.boolean().optional(),
    }),
    frame: ChatFrame,
    output: ChatEnd,
    errors: ['empty', 'no-model', 'model-failed', 'busy', 'not-found', 'prompt-too-long', 'disk-full'],
    merge: mergeChatFrames,
  }),
}
