import type { Database, Statement } from 'better-sqlite3'
import type { Origin } from '../../shared/model/conversation.ts'
import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import type { EndReason, Message, MessageStatus, ReplyFigures } from '../../shared/model/message.ts'
import { messageFromRow } from './message-row.ts'

export interface NewTurn {
  readonly conversationId: string
  /** Null when the conversation is there already; its title when this turn begins it. */
  readonly newTitle: string | null
  /** Where a new conversation begins. */
  readonly origin: Origin
  readonly userMessageId: string
  readonly replyId: string
  readonly text: string
}

export interface ReplyEnd {
  readonly status: Exclude<MessageStatus, 'streaming'>
  readonly endReason: EndReason
  readonly figures: ReplyFigures | null
}

const INSERT = `INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at)
                VALUES (@id, @conversationId, @parentId, @role, @text, @status, @now)`

/** Messages and the turns they are written in. Errors of a full disk are thrown; the chat service turns them into values. */
export class MessageStore {
  readonly #db: Database
  readonly #now: () => number
  readonly #list: Statement
  readonly #insertConversation: Statement
  readonly #touch: Statement
  readonly #lastId: Statement
  readonly #insert: Statement
  readonly #append: Statement
  readonly #setFromDocuments: Statement
  readonly #finish: Statement
  readonly #remove: Statement
  readonly #dropEmpty: Statement
  readonly #recover: Statement

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
    this.#list = db.prepare('SELECT * FROM messages WHERE conversation_id = ? ORDER BY seq')
    this.#insertConversation = db.prepare(
      `INSERT INTO conversations (id, title, origin, created_at, updated_at, activity)
       VALUES (@id, @title, @origin, @now, @now, 0)`,
    )
    this.#touch = db.prepare(
      `UPDATE conversations SET updated_at = @now, activity = (SELECT max(activity) + 1 FROM conversations)
       WHERE id = @id`,
    )
    this.#lastId = db.prepare('SELECT id FROM messages WHERE conversation_id = ? ORDER BY seq DESC LIMIT 1').pluck()
    this.#insert = db.prepare(INSERT)
    this.#append = db.prepare(`UPDATE messages SET text = text || ? WHERE id = ? AND status = 'streaming'`)
    this.#setFromDocuments = db.prepare(`UPDATE messages SET from_documents = ? WHERE id = ? AND status = 'streaming'`)
    this.#finish = db.prepare(
      `UPDATE messages SET text = text || @tail, status = @status, end_reason = @endReason, model = @model,
         device = @device, prompt_tokens = @promptTokens, tokens = @tokens, tokens_per_second = @tokensPerSecond,
         omitted_messages = @omittedMessages, omits_first = @omitsFirst, context_size = @contextSize
       WHERE id = @id AND status = 'streaming'`,
    )
    this.#remove = db.prepare('DELETE FROM messages WHERE id = ?')
    this.#dropEmpty = db.prepare(
      `DELETE FROM conversations WHERE id = ?
         AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation_id = conversations.id)
         AND NOT EXISTS (SELECT 1 FROM attachments WHERE conversation_id = conversations.id)`,
    )
    this.#recover = db.prepare(
      `UPDATE messages SET status = 'interrupted', end_reason = 'app-exit' WHERE status = 'streaming'`,
    )
  }

  /** All messages of a conversation, oldest first. */
  list(conversationId: string): Message[] {
    return this.#list.all(conversationId).map(messageFromRow)
  }

  /** The question and an empty reply, in one transaction: both are on disk before the engine hears of them. */
  beginTurn({ conversationId, newTitle, origin, userMessageId, replyId, text }: NewTurn): void {
    const now = this.#now()
    this.#db
      .transaction(() => {
        if (newTitle !== null) this.#insertConversation.run({ id: conversationId, title: newTitle, origin, now })
        const last = this.#lastId.get(conversationId)
        const parentId = typeof last === 'string' ? last : null
        const message = { conversationId, now }
        this.#insert.run({ ...message, id: userMessageId, parentId, role: 'user', text, status: 'complete' })
        this.#insert.run({
          ...message,
          id: replyId,
          parentId: userMessageId,
          role: 'assistant',
          text: '',
          status: 'streaming',
        })
        this.#touch.run({ id: conversationId, now })
      })
      .immediate()
  }

  /** Adds to a reply that is being written. */
  append(replyId: string, text: string): void {
    this.#append.run(text, replyId)
  }

  /** What a reply that is being written rests on so far. */
  setFromDocuments(replyId: string, answer: DocumentAnswer): void {
    this.#setFromDocuments.run(JSON.stringify(answer), replyId)
  }

  /** The last words of a reply and how it ended, at once. */
  finish(replyId: string, tail: string, { status, endReason, figures }: ReplyEnd): void {
    this.#finish.run({
      id: replyId,
      tail,
      status,
      endReason,
      model: figures?.model ?? null,
      device: figures?.device ?? null,
      promptTokens: figures?.promptTokens ?? null,
      tokens: figures?.tokens ?? null,
      tokensPerSecond: figures?.tokensPerSecond ?? null,
      omittedMessages: figures?.omittedMessages ?? null,
      omitsFirst: figures?.omitsFirst === true ? 1 : 0,
      contextSize: figures?.contextSize ?? null,
    })
  }

  /** Takes a refused turn back, and the conversation with it when there is nothing else in it. */
  removeTurn({ conversationId, userMessageId, replyId }: NewTurn): void {
    this.#db
      .transaction(() => {
        this.#remove.run(replyId)
        this.#remove.run(userMessageId)
        this.#dropEmpty.run(conversationId)
      })
      .immediate()
  }

  /** Replies that were being written when Agate last ended without closing. Returns how many. */
  recoverInterrupted(): number {
    return this.#recover.run().changes
  }
}
