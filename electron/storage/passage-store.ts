import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import { anyOf, searchable } from './searchable.ts'

/** Where a sentence stands: a page, and UTF-16 code units of its text. */
export interface Place {
  readonly page: number
  readonly from: number
  readonly to: number
}

export interface NewPassage {
  readonly text: string
  readonly sentences: readonly Place[]
}

export interface FoundPassage {
  readonly documentId: string
  /** In its document, from 0. */
  readonly position: number
  readonly sentences: readonly Place[]
}

const Places = z
  .array(z.tuple([z.int(), z.int(), z.int()]))
  .transform((places) => places.map(([page, from, to]) => ({ page, from, to })))
const Found = z.object({
  documentId: z.string(),
  position: z.int(),
  sentences: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Places),
})

/**
 * Where a row without words stands while a document is indexed. It goes with the passages when a page is replaced, also before
 * the first of them is written: what was read by then is not of the text that is there.
 */
const MARK = -1

/** Passages of documents by their words. Errors of a full disk are thrown. */
export class PassageStore {
  readonly #db: Database
  readonly #insert: Statement
  readonly #insertWords: Statement
  readonly #clear: Statement
  readonly #mark: Statement
  readonly #complete: Statement
  readonly #unmark: Statement
  readonly #isComplete: Statement
  readonly #incomplete: Statement
  readonly #search: Statement
  readonly #beginnings: Statement
  readonly #count: Statement

  constructor(db: Database) {
    this.#db = db
    this.#beginnings = db.prepare(
      `SELECT document_id AS documentId, position, sentences FROM passages
       WHERE position > ${MARK} AND position < @most AND document_id IN (SELECT value FROM json_each(@documents)) ORDER BY position, id`,
    )
    this.#count = db
      .prepare('SELECT count(*) FROM passages WHERE document_id IN (SELECT value FROM json_each(?))')
      .pluck()
    this.#insert = db.prepare('INSERT INTO passages (document_id, position, sentences) VALUES (?, ?, ?)')
    this.#insertWords = db.prepare('INSERT INTO passage_words (rowid, text) VALUES (?, ?)')
    this.#clear = db.prepare('DELETE FROM passages WHERE document_id = ?')
    this.#mark = db.prepare(
      `INSERT INTO passages (document_id, position, sentences) SELECT id, ${MARK}, '[]' FROM documents WHERE id = ?`,
    )
    this.#complete = db.prepare(
      `INSERT OR IGNORE INTO indexed_documents (document_id)
       SELECT document_id FROM passages WHERE document_id = @documentId AND position = ${MARK}
         AND (SELECT count(*) FROM passages WHERE document_id = @documentId AND position > ${MARK}) = @count`,
    )
    this.#unmark = db.prepare(`DELETE FROM passages WHERE document_id = ? AND position = ${MARK}`)
    this.#isComplete = db.prepare('SELECT 1 FROM indexed_documents WHERE document_id = ?')
    this.#incomplete = db
      .prepare(
        `SELECT DISTINCT document_id FROM attachments WHERE removed_at IS NULL AND document_id IS NOT NULL
           AND document_id NOT IN (SELECT document_id FROM indexed_documents)`,
      )
      .pluck()
    this.#search = db.prepare(
      `SELECT p.document_id AS documentId, p.position, p.sentences
       FROM passage_words JOIN passages AS p ON p.id = passage_words.rowid
       WHERE passage_words MATCH @query AND p.document_id IN (SELECT value FROM json_each(@documents))
       ORDER BY bm25(passage_words), p.id LIMIT @most`,
    )
  }

  /** Documents in conversations whose words are not in the index, or not all of them. */
  incomplete(): string[] {
    return z.array(z.string()).parse(this.#incomplete.all())
  }

  isComplete(documentId: string): boolean {
    return this.#isComplete.get(documentId) !== undefined
  }

  /** Before the text of a document is read: forgets what was indexed when that was interrupted. */
  begin(documentId: string): void {
    this.#db
      .transaction(() => {
        this.#clear.run(documentId)
        this.#mark.run(documentId)
      })
      .immediate()
  }

  /** The next passages of a document, in one transaction; `position` is that of the first. */
  add(documentId: string, position: number, passages: readonly NewPassage[]): void {
    this.#db
      .transaction(() => {
        for (const [index, { text, sentences }] of passages.entries()) {
          const places = JSON.stringify(sentences.map(({ page, from, to }) => [page, from, to]))
          const { lastInsertRowid } = this.#insert.run(documentId, position + index, places)
          this.#insertWords.run(lastInsertRowid, searchable(text.normalize('NFKC')))
        }
      })
      .immediate()
  }

  /** All `count` passages of it are there; it stays incomplete when a page was replaced since it was begun. */
  complete(documentId: string, count: number): void {
    this.#db
      .transaction(() => {
        this.#complete.run({ documentId, count })
        this.#unmark.run(documentId)
      })
      .immediate()
  }

  /** The passages that these documents begin with, `most` of each: first the first ones of all. */
  beginnings(documentIds: readonly string[], most: number): FoundPassage[] {
    return z.array(Found).parse(this.#beginnings.all({ documents: JSON.stringify(documentIds), most }))
  }

  count(documentIds: readonly string[]): number {
    return z.int().parse(this.#count.get(JSON.stringify(documentIds)))
  }

  /** The passages of these documents that have any of the words, best first by BM25: at most `most`. */
  search(documentIds: readonly string[], words: readonly string[], most: number): FoundPassage[] {
    const query = anyOf(words)
    if (query === null) return []
    return z.array(Found).parse(this.#search.all({ query, documents: JSON.stringify(documentIds), most }))
  }
}
