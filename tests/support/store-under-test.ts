import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { ConversationStore } from '../../electron/storage/conversation-store.ts'
import { MessageStore, type NewTurn } from '../../electron/storage/message-store.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'

export interface StoreUnderTest {
  readonly db: Database
  readonly conversations: ConversationStore
  readonly messages: MessageStore
  readonly close: () => void
}

/** The real store in a real file. */
export function openStore(folder: string, now: () => number = Date.now): StoreUnderTest {
  const opened = openDatabase({ path: join(folder, 'agate.db') })
  if (!opened.ok) throw new Error(opened.error.message)
  const { db, close } = opened.value
  const messages = new MessageStore(db, now)
  return { db, messages, conversations: new ConversationStore(db, messages, now), close }
}

/** A question that begins a conversation, or goes on in one. */
export function aTurn(text: string, conversationId?: string): NewTurn {
  return {
    conversationId: conversationId ?? randomUUID(),
    newTitle: conversationId === undefined ? text : null,
    origin: 'window',
    userMessageId: randomUUID(),
    replyId: randomUUID(),
    text,
  }
}

/** A finished exchange; returns the conversation's id. */
export function answered(store: StoreUnderTest, question: string, reply: string, conversationId?: string): string {
  const turn = aTurn(question, conversationId)
  store.messages.beginTurn(turn)
  store.messages.finish(turn.replyId, reply, { status: 'complete', endReason: 'end', figures: null })
  return turn.conversationId
}
