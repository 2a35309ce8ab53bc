import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import { JobProgress, JobState, PartView, SummaryWish } from '../../shared/model/summary-job.ts'
import { Summary } from '../../shared/model/summary.ts'

const json = z.string().transform((text): unknown => JSON.parse(text))

/** What a job tells of itself beside its state. */
export const JobFigures = JobProgress.omit({ documentId: true, state: true })
export type JobFigures = z.infer<typeof JobFigures>

const Row = z.object({
  documentId: z.string(),
  wish: json.pipe(SummaryWish),
  state: JobState,
  progress: json.pipe(JobFigures),
})
export type SummaryRow = z.infer<typeof Row>

export interface NewWish {
  readonly documentId: string
  readonly wish: SummaryWish
  /** Somebody asked for it; otherwise it was begun by itself. */
  readonly asked: boolean
  readonly progress: JobFigures
}

const COLUMNS = 's.document_id AS documentId, s.wish, s.state, s.progress'

/** The summary that was wished for last of each document, as far as it goes. Errors of a full disk are thrown. */
export class SummaryStore {
  readonly #db: Database
  readonly #one: Statement
  readonly #result: Statement
  readonly #parts: Statement
  readonly #next: Statement
  readonly #wish: Statement
  readonly #state: Statement
  readonly #setResult: Statement
  readonly #setPart: Statement
  readonly #clearParts: Statement
  readonly #renew: Statement
  readonly #recover: Statement

  constructor(db: Database) {
    this.#db = db
    this.#one = db.prepare(`SELECT ${COLUMNS} FROM summaries AS s WHERE document_id = ?`)
    this.#result = db.prepare('SELECT result FROM summaries WHERE document_id = ?').pluck()
    this.#parts = db.prepare('SELECT view FROM summary_parts WHERE document_id = ? ORDER BY part').pluck()
    this.#next = db.prepare(
      `SELECT ${COLUMNS} FROM summaries AS s WHERE s.state = 'waiting' AND EXISTS (
         SELECT 1 FROM attachments AS a JOIN conversations AS c ON c.id = a.conversation_id
         WHERE a.document_id = s.document_id AND a.removed_at IS NULL AND c.deleted_at IS NULL)
       ORDER BY s.asked DESC, s.seq LIMIT 1`,
    )
    this.#wish = db.prepare(
      `INSERT INTO summaries (document_id, wish, state, asked, progress) VALUES (@documentId, @wish, 'waiting', @asked, @progress)
       ON CONFLICT (document_id) DO UPDATE SET wish = excluded.wish, state = 'waiting', asked = excluded.asked, progress = excluded.progress,
         result = CASE wish WHEN excluded.wish THEN result END`,
    )
    this.#state = db.prepare(
      'UPDATE summaries SET state = @state, progress = @progress WHERE document_id = @documentId',
    )
    this.#setResult = db.prepare('UPDATE summaries SET result = ? WHERE document_id = ?')
    this.#setPart = db.prepare(
      `INSERT INTO summary_parts (document_id, part, view) VALUES (@documentId, @part, @view)
       ON CONFLICT (document_id, part) DO UPDATE SET view = excluded.view`,
    )
    this.#clearParts = db.prepare('DELETE FROM summary_parts WHERE document_id = ?')
    this.#renew = db.prepare(
      `UPDATE summaries SET state = CASE state WHEN 'paused' THEN 'paused' ELSE 'waiting' END, progress = @progress, result = NULL
       WHERE document_id = @documentId`,
    )
    this.#recover = db.prepare(`UPDATE summaries SET state = 'waiting' WHERE state = 'running'`)
  }

  get(documentId: string): SummaryRow | null {
    const row = this.#one.get(documentId)
    return row === undefined ? null : Row.parse(row)
  }

  result(documentId: string): Summary | null {
    return json
      .pipe(Summary)
      .nullable()
      .parse(this.#result.get(documentId) ?? null)
  }

  parts(documentId: string): PartView[] {
    return z.array(json.pipe(PartView)).parse(this.#parts.all(documentId))
  }

  /** The job that waits longest, of a document that is in a conversation. */
  next(): SummaryRow | null {
    const row = this.#next.get()
    return row === undefined ? null : Row.parse(row)
  }

  /** What was made before stays only when it was made for the same wish. */
  wish({ documentId, wish, asked, progress }: NewWish): void {
    this.#wish.run({
      ...{ documentId, asked: Number(asked) },
      ...{ wish: JSON.stringify(wish), progress: JSON.stringify(progress) },
    })
  }

  setState(documentId: string, state: JobState, progress: JobFigures): void {
    this.#state.run({ documentId, state, progress: JSON.stringify(progress) })
  }

  setResult(documentId: string, summary: Summary): void {
    this.#setResult.run(JSON.stringify(summary), documentId)
  }

  setParts(documentId: string, parts: readonly PartView[]): void {
    this.#db
      .transaction(() => {
        this.#clearParts.run(documentId)
        for (const part of parts) this.setPart(documentId, part)
      })
      .immediate()
  }

  setPart(documentId: string, part: PartView): void {
    this.#setPart.run({ documentId, part: part.index, view: JSON.stringify(part) })
  }

  /** The text of the document is another one now: what was made goes, and the wish keeps its place and stays paused if it was. */
  renew(documentId: string, progress: JobFigures): void {
    this.#db
      .transaction(() => {
        this.#clearParts.run(documentId)
        this.#renew.run({ documentId, progress: JSON.stringify(progress) })
      })
      .immediate()
  }

  /** Jobs that ran when Agate last ended go on. */
  recover(): void {
    this.#recover.run()
  }
}
