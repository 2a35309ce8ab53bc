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
  readonly id: number
  readonly documentId: string
  readonly sentences: readonly Place[]
}

/** Where passages are missing: between these two, which are null at the ends of a document. */
export interface Gap {
  /** A page in it that was replaced. */
  readonly page: number
  readonly before: FoundPassage | null
  readonly after: FoundPassage | null
}

/** What comes into a gap. */
export interface Filling {
  readonly gap: Gap
  /** The last page whose text is in it: that with the end of the passage after the gap, or one between the two. */
  readonly to: number
  readonly passages: readonly NewPassage[]
}

const Places = z
  .array(z.tuple([z.int(), z.int(), z.int()]))
  .transform((places) => places.map(([page, from, to]) => ({ page, from, to })))
const Found = z.object({
  id: z.int(),
  documentId: z.string(),
  sentences: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Places),
})

const COLUMNS = 'p.id, p.document_id AS documentId, p.sentences'

/** Passages of documents by their words. Errors of a full disk are thrown. */
export class PassageStore {
  readonly #db: Database
  readonly #insert: Statement
  readonly #insertWords: Statement
  readonly #clear: readonly Statement[]
  readonly #complete: Statement
  readonly #isBuilt: Statement
  readonly #incomplete: Statement
  readonly #replaced: Statement
  readonly #dropReplaced: Statement
  readonly #before: Statement
  readonly #after: Statement
  readonly #drop: Statement
  readonly #filled: Statement
  readonly #goOnAt: Statement
  readonly #search: Statement
  readonly #beginnings: Statement
  readonly #count: Statement

  constructor(db: Database) {
    this.#db = db
    this.#beginnings = db.prepare(
      `SELECT id, documentId, sentences FROM (
         SELECT ${COLUMNS}, row_number() OVER (PARTITION BY p.document_id ORDER BY p.first_page, p.start) AS nth FROM passages AS p
         WHERE p.document_id IN (SELECT value FROM json_each(@documents)))
       WHERE nth <= @most ORDER BY nth, id`,
    )
    this.#count = db
      .prepare('SELECT count(*) FROM passages WHERE document_id IN (SELECT value FROM json_each(?))')
      .pluck()
    this.#insert = db.prepare(
      `INSERT INTO passages (document_id, first_page, start, last_page, sentences)
       VALUES (@documentId, @firstPage, @start, @lastPage, @sentences)`,
    )
    this.#insertWords = db.prepare('INSERT INTO passage_words (rowid, text) VALUES (?, ?)')
    this.#clear = ['indexed_documents', 'replaced_pages', 'passages'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE document_id = ?`),
    )
    this.#complete = db.prepare('INSERT OR IGNORE INTO indexed_documents (document_id, has_text) VALUES (?, ?)')
    this.#isBuilt = db.prepare('SELECT 1 FROM indexed_documents WHERE document_id = ?')
    this.#incomplete = db
      .prepare(
        `SELECT DISTINCT document_id FROM attachments WHERE removed_at IS NULL AND document_id IS NOT NULL
           AND (document_id NOT IN (SELECT document_id FROM indexed_documents)
             OR document_id IN (SELECT document_id FROM replaced_pages))`,
      )
      .pluck()
    this.#replaced = db.prepare('SELECT min(page) FROM replaced_pages WHERE document_id = ?').pluck()
    this.#dropReplaced = db.prepare(
      `DELETE FROM passages WHERE document_id = @documentId AND EXISTS (
         SELECT 1 FROM replaced_pages AS r
         WHERE r.document_id = @documentId AND r.page BETWEEN passages.first_page AND passages.last_page)`,
    )
    this.#before = db.prepare(
      `SELECT ${COLUMNS} FROM passages AS p WHERE p.document_id = ? AND p.first_page < ?
       ORDER BY p.first_page DESC, p.start DESC LIMIT 1`,
    )
    this.#after = db.prepare(
      `SELECT ${COLUMNS} FROM passages AS p WHERE p.document_id = ? AND p.first_page > ? ORDER BY p.first_page, p.start LIMIT 1`,
    )
    this.#drop = db.prepare('DELETE FROM passages WHERE id = ?')
    this.#filled = db.prepare('DELETE FROM replaced_pages WHERE document_id = ? AND page BETWEEN ? AND ?')
    this.#goOnAt = db.prepare(
      'INSERT OR IGNORE INTO replaced_pages (document_id, page) SELECT document_id, page FROM pages WHERE document_id = ? AND page = ?',
    )
    this.#search = db.prepare(
      `SELECT ${COLUMNS}
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
    return this.isBuilt(documentId) && this.#firstReplaced(documentId) === null
  }

  /** It was complete, and lacks at most what was replaced since. */
  isBuilt(documentId: string): boolean {
    return this.#isBuilt.get(documentId) !== undefined
  }

  /** Before the text of a document is read: forgets what was indexed when that was interrupted. */
  begin(documentId: string): void {
    this.#db
      .transaction(() => {
        for (const statement of this.#clear) statement.run(documentId)
      })
      .immediate()
  }

  /** The next passages of a document, in one transaction. */
  add(documentId: string, passages: readonly NewPassage[]): void {
    this.#db
      .transaction(() => {
        for (const passage of passages) this.#add(documentId, passage)
      })
      .immediate()
  }

  /** All passages of it are there. `hasText`: more than tables of contents; without, it is begun again when a page is replaced. */
  complete(documentId: string, hasText: boolean): void {
    this.#complete.run(documentId, Number(hasText))
  }

  /**
   * Where passages are missing since pages were replaced, those first that come first; null when there are none. Passages that
   * were read before a page was replaced, and written after that, are not of the text that is there: they go.
   */
  gap(documentId: string): Gap | null {
    const page = this.#firstReplaced(documentId)
    if (page === null) return null
    this.#dropReplaced.run({ documentId })
    const [before, after] = [this.#before, this.#after].map((statement) =>
      Found.nullable().parse(statement.get(documentId, page) ?? null),
    )
    return { page, before: before ?? null, after: after ?? null }
  }

  /** Closes a gap with passages in place of the ones beside it; or its beginning, where it goes on after page `to`. */
  fill(documentId: string, { gap, to, passages }: Filling): void {
    const { page, before, after } = gap
    this.#db
      .transaction(() => {
        if (before !== null) this.#drop.run(before.id)
        const isClosed = after !== null && lastPage(after) <= to
        if (isClosed) this.#drop.run(after.id)
        for (const passage of passages) this.#add(documentId, passage)
        this.#filled.run(documentId, page, to)
        if (!isClosed) this.#goOnAt.run(documentId, to + 1)
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

  #firstReplaced(documentId: string): number | null {
    return z.int().nullable().parse(this.#replaced.get(documentId))
  }

  #add(documentId: string, passage: NewPassage): void {
    const { text, sentences } = passage
    const places = JSON.stringify(sentences.map(({ page, from, to }) => [page, from, to]))
    const { lastInsertRowid } = this.#insert.run({
      ...{ documentId, firstPage: firstPage(passage), start: sentences[0]?.from ?? 0 },
      ...{ lastPage: lastPage(passage), sentences: places },
    })
    this.#insertWords.run(lastInsertRowid, searchable(text.normalize('NFKC')))
  }
}

function firstPage({ sentences }: Pick<NewPassage, 'sentences'>): number {
  return sentences[0]?.page ?? 0
}

function lastPage({ sentences }: Pick<NewPassage, 'sentences'>): number {
  return sentences.at(-1)?.page ?? 0
}
