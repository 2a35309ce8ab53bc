import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'

const Problem = z.object({ code: z.string(), message: z.string() })
export type AttachmentProblem = z.infer<typeof Problem>

const flag = z.int().transform((value) => value === 1)

const Row = z.object({
  id: z.string(),
  conversationId: z.string(),
  documentId: z.string().nullable(),
  name: z.string(),
  /** Where the file lies; null when it was pasted. */
  path: z.string().nullable(),
  /** Of its bytes; null before they were looked at. */
  sha256: z.string().nullable(),
  state: z.enum(['waiting', 'locked', 'failed', 'ready']),
  problem: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Problem)
    .nullable(),
  /** The text of pictures is to be recognised. */
  recognise: flag,
  /** A summary is to be made once it is read. */
  summarise: flag,
})
export type AttachmentRow = z.infer<typeof Row>

export interface NewAttachment extends Pick<
  AttachmentRow,
  'id' | 'conversationId' | 'name' | 'path' | 'sha256' | 'summarise'
> {
  /** Null when the conversation is there already; its title when the document begins it. */
  readonly newTitle: string | null
}

export type AttachmentChange = Partial<
  Pick<AttachmentRow, 'documentId' | 'sha256' | 'state' | 'problem' | 'recognise' | 'summarise'>
>

const COLUMNS = `a.id, a.conversation_id AS conversationId, a.document_id AS documentId, a.name, a.path, a.sha256, a.state,
                 a.problem, a.recognise, a.summarise`
/** In a conversation that is not in the bin, and not taken out of it. */
const LIVE = `attachments AS a JOIN conversations AS c ON c.id = a.conversation_id
              WHERE a.removed_at IS NULL AND c.deleted_at IS NULL`

/** Documents in conversations. Errors of a full disk are thrown. */
export class AttachmentStore {
  readonly #db: Database
  readonly #now: () => number
  readonly #insertConversation: Statement
  readonly #touch: Statement
  readonly #insert: Statement
  readonly #one: Statement
  readonly #live: Statement
  readonly #list: Statement
  readonly #waiting: Statement
  readonly #ofDocument: Statement
  readonly #update: Statement
  readonly #remove: Statement
  readonly #restore: Statement
  readonly #delete: Statement
  readonly #purge: Statement
  readonly #pending: Statement

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
    this.#insertConversation = db.prepare(
      `INSERT INTO conversations (id, title, origin, created_at, updated_at, activity)
       VALUES (@id, @title, 'window', @now, @now, 0)`,
    )
    this.#touch = db.prepare(
      `UPDATE conversations SET updated_at = @now, activity = (SELECT max(activity) + 1 FROM conversations)
       WHERE id = @id`,
    )
    this.#insert = db.prepare(
      `INSERT INTO attachments (id, conversation_id, name, path, sha256, state, summarise, created_at)
       VALUES (@id, @conversationId, @name, @path, @sha256, 'waiting', @summarise, @now)`,
    )
    this.#one = db.prepare(`SELECT ${COLUMNS} FROM attachments AS a WHERE id = ? AND removed_at IS NULL`)
    this.#live = db.prepare(`SELECT 1 FROM ${LIVE} AND a.id = ?`)
    this.#list = db.prepare(`SELECT ${COLUMNS} FROM ${LIVE} AND a.conversation_id = ? ORDER BY a.seq`)
    this.#waiting = db
      .prepare(
        `SELECT a.id FROM ${LIVE} AND (a.state = 'waiting' OR a.recognise = 1)
         ORDER BY a.id IN (SELECT value FROM json_each(@first)) DESC, a.state = 'waiting' DESC, a.seq LIMIT @most`,
      )
      .pluck()
    this.#ofDocument = db.prepare(`SELECT ${COLUMNS} FROM ${LIVE} AND a.document_id = ? ORDER BY a.seq`)
    this.#update = db.prepare(
      `UPDATE attachments SET document_id = @documentId, sha256 = @sha256, state = @state, problem = @problem,
         recognise = @recognise, summarise = @summarise
       WHERE id = @id`,
    )
    this.#remove = db.prepare('UPDATE attachments SET removed_at = ? WHERE id = ? AND removed_at IS NULL')
    this.#restore = db.prepare('UPDATE attachments SET removed_at = NULL WHERE id = ?')
    this.#delete = db.prepare('DELETE FROM attachments WHERE id = ?')
    this.#purge = db.prepare('DELETE FROM attachments WHERE removed_at IS NOT NULL')
    this.#pending = db
      .prepare(
        `SELECT DISTINCT sha256 FROM attachments WHERE (state <> 'ready' OR recognise = 1) AND sha256 IS NOT NULL`,
      )
      .pluck()
  }

  /** All of them or none, with the conversations that they begin. */
  add(attachments: readonly NewAttachment[]): void {
    const now = this.#now()
    this.#db
      .transaction(() => {
        for (const { summarise, newTitle, ...attachment } of attachments) {
          const id = attachment.conversationId
          if (newTitle !== null) this.#insertConversation.run({ id, title: newTitle, now })
          this.#insert.run({ ...attachment, summarise: Number(summarise), now })
          this.#touch.run({ id, now })
        }
      })
      .immediate()
  }

  /** Also when its conversation is in the bin; not when it was taken out of it. */
  get(id: string): AttachmentRow | null {
    return orNull(this.#one.get(id))
  }

  /** In a conversation that is not in the bin. */
  isLive(id: string): boolean {
    return this.#live.get(id) !== undefined
  }

  list(conversationId: string): AttachmentRow[] {
    return z.array(Row).parse(this.#list.all(conversationId))
  }

  /** The one that is to be read or recognised next: one of `first`, if they wait. */
  nextWaiting(except: ReadonlySet<string>, first: ReadonlySet<string> = new Set()): AttachmentRow | null {
    const wish = { first: JSON.stringify([...first]), most: except.size + 1 }
    const ids = z.array(z.string()).parse(this.#waiting.all(wish))
    const next = ids.find((id) => !except.has(id))
    return next === undefined ? null : this.get(next)
  }

  ofDocument(documentId: string): AttachmentRow[] {
    return z.array(Row).parse(this.#ofDocument.all(documentId))
  }

  change(id: string, change: AttachmentChange): void {
    const row = this.get(id)
    if (row === null) return
    const { documentId, sha256, state, problem, recognise, summarise } = { ...row, ...change }
    this.#update.run({
      ...{ id, documentId, sha256, state, problem: problem === null ? null : JSON.stringify(problem) },
      ...{ recognise: Number(recognise), summarise: Number(summarise) },
    })
  }

  /** False when it is not there. */
  remove(id: string): boolean {
    return this.#remove.run(this.#now(), id).changes > 0
  }

  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }

  delete(id: string): void {
    this.#delete.run(id)
  }

  /** Forgets for good what was taken out of conversations. */
  purge(): void {
    this.#purge.run()
  }

  /** Checksums of what is to be read, read again or recognised, and may be nowhere else: what was pasted, or has moved. */
  pending(): string[] {
    return z.array(z.string()).parse(this.#pending.all())
  }
}

function orNull(row: unknown): AttachmentRow | null {
  return row === undefined ? null : Row.parse(row)
}
