import type { Message } from '../../shared/model/message.ts'

export interface Unseen {
  /** The first message after the gap. */
  readonly before: number
  /** The first question and its answer say what a conversation is about, and are still seen. */
  readonly seesBeginning: boolean
}

/** Which of the oldest messages the newest reply was made without; null when the model saw everything. */
export function unseenMessages(messages: readonly Pick<Message, 'role' | 'text' | 'figures'>[]): Unseen | null {
  const newest = messages.findLastIndex(({ figures }) => figures !== null)
  const { omittedMessages: omitted = 0, omitsFirst = false } = messages[newest]?.figures ?? {}
  if (omitted === 0) return null
  const question = messages.slice(0, newest).findLastIndex(({ role }) => role === 'user')
  // Replies of older versions do not say it, but then nothing but the question was seen.
  if (omitsFirst || omitted >= question) return { before: Math.min(omitted, question), seesBeginning: false }
  const beginning = messages.findIndex(({ role, text }) => role === 'assistant' && text !== '') + 1
  return { before: Math.min(beginning + omitted, question), seesBeginning: true }
}
