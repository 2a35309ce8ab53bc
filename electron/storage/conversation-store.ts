import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import { Conversation } from '../../shared/model/conversation.ts'
import type { Message } from '../../shared/model/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { MessageStore } from './message-store.ts'
import { unlessFull } from './storage-error.ts'

const NOT_FOUND = err('not-found', 'This conversation is no longer there.')

/** Deleted conversations can be brought back for this long. */
const BIN_MS = 30 * 24 * 60 * 60 * 1000

/** Of a first message that may have a whole text in it: enough for a question. */
const START_CHARACTERS = 4000

const COLUMNS = `id, title, origin, created_at AS createdAt, updated_at AS updatedAt,
  (SELECT count(*) FROM attachments WHERE conversation_id = conversations.id AND removed_at IS NULL) AS documents`

/** Conversations as the window lists them. */
export class ConversationStore {
  readonly #messages: MessageStore
  readonly #now: () => number
  readonly #list: Statement
  readonly #one: Statement
  readonly #rename: Statement
  readonly #renameUntouched: Statement
  readonly #delete: Statement
  readonly #restore: Statement
  readonly #purge: Statement
  readonly #forget: Statement
  readonly #quick: Statement

  constructor(db: Database, messages: MessageStore, now: () => number = Date.now) {
    this.#messages = messages
    this.#now = now
    this.#list = db.prepare(
      `SELECT ${COLUMNS} FROM conversations WHERE deleted_at IS NULL AND origin <> 'private' ORDER BY activity DESC`,
    )
    this.#one = db.prepare(`SELECT ${COLUMNS} FROM conversations WHERE id = ? AND deleted_at IS NULL`)
    this.#rename = db.prepare('UPDATE conversations SET title = ? WHERE id = ? AND deleted_at IS NULL')
    this.#renameUntouched = db.prepare('UPDATE conversations SET title = ? WHERE id = ? AND title = ?')
    this.#delete = db.prepare('UPDATE conversations SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
    this.#restore = db.prepare('UPDATE conversations SET deleted_at = NULL WHERE id = ?')
    this.#purge = db.prepare('DELETE FROM conversations WHERE deleted_at < ?')
    this.#quick = db
      .prepare(
        `SELECT (SELECT substr(text, 1, ${START_CHARACTERS}) FROM messages WHERE conversation_id = conversations.id ORDER BY seq LIMIT 1)
         FROM conversations WHERE origin = 'quick' AND deleted_at IS NULL ORDER BY activity DESC LIMIT ?`,
      )
      .pluck()
    this.#forget = db.prepare(`DELETE FROM conversations WHERE origin = 'private'`)
  }

  /** Newest activity first. */
  list(): Conversation[] {
    return z.array(Conversation).parse(this.#list.all())
  }

  /** How the first message of each of the newest quick conversations begins: at most 4,000 characters. */
  quickQuestions(most: number): string[] {
    return z.array(z.string()).parse(this.#quick.all(most))
  }

  open(id: string): Result<{ conversation: Conversation; messages: Message[] }, 'not-found'> {
    const row = this.#one.get(id)
    if (row === undefined) return NOT_FOUND
    return ok({ conversation: Conversation.parse(row), messages: this.#messages.list(id) })
  }

  exists(id: string): boolean {
    return this.#one.get(id) !== undefined
  }

  rename(id: string, title: string): Result<undefined, 'not-found' | 'disk-full'> {
    return changed(() => this.#rename.run(title, id))
  }

  /** A better title, unless somebody gave it one. Throws where the disk is full. */
  renameUntouched(id: string, { from, to }: { from: string; to: string }): void {
    this.#renameUntouched.run(to, id, from)
  }

  /** To the bin. */
  delete(id: string): Result<undefined, 'not-found' | 'disk-full'> {
    return changed(() => this.#delete.run(this.#now(), id))
  }

  restore(id: string): Result<undefined, 'not-found' | 'disk-full'> {
    return changed(() => this.#restore.run(id))
  }

  /** Deletes what was asked privately, for good. */
  forgetPrivate(): void {
    unlessFull(() => this.#forget.run())
  }

  /** Empties the bin of what has been in it for thirty days. */
  purge(): void {
    unlessFull(() => this.#purge.run(this.#now() - BIN_MS))
  }
}

function changed(write: () => { changes: number }): Result<undefined, 'not-found' | 'disk-full'> {
  const outcome = unlessFull(write)
  if ('ok' in outcome) return outcome
  return outcome.changes === 0 ? NOT_FOUND : ok()
}
