import type { Database, Statement } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type DocumentInfo, PageInfo, PageText } from '../../shared/model/attachment.ts'
import { Heading, HiddenText, Page, type ReadDocument } from '../../shared/model/document.ts'
import { Document, DOCUMENT_COLUMNS } from './document-row.ts'

export interface DocumentKey {
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string
  /** Of the file's name: it decides between kinds of plain text. */
  readonly extension: string
  readonly readerVersion: number
}

export interface NewDocument {
  readonly id: string
  readonly key: DocumentKey
  readonly document: ReadDocument
  readonly language: string | null
  readonly drawable: boolean
}

/** In place of the version of the reader, while a document is being written. */
const INCOMPLETE = 0
/** About 10 ms of writing. */
const SLICE_PAGES = 100

const PAGE_COLUMNS = 'page, label, verdict, why, words, text, hidden, pictures'
const HEADING_COLUMNS = 'page, start AS offset, level, text'

const Hidden = z.array(HiddenText)
const flag = z.int().transform((value) => value === 1)
const json = z.string().transform((text): unknown => JSON.parse(text))
const PageRow = Page.extend({ hidden: json.pipe(Hidden), pictures: flag })
const PageInfoRow = PageInfo.extend({ hidden: json.pipe(Hidden), pictures: flag })

/** Documents that were read, with their text. Errors of a full disk are thrown. */
export class DocumentStore {
  readonly #db: Database
  readonly #now: () => number
  readonly #byKey: Statement
  readonly #one: Statement
  readonly #pages: Statement
  readonly #pageInfos: Statement
  readonly #page: Statement
  readonly #headings: Statement
  readonly #pageHeadings: Statement
  readonly #insert: Statement
  readonly #clearIncomplete: Statement
  readonly #complete: Statement
  readonly #insertPage: Statement
  readonly #insertHeading: Statement
  readonly #setLanguage: Statement
  readonly #clearPage: readonly Statement[]
  readonly #purge: Statement
  readonly #drawable: Statement

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
    this.#byKey = db
      .prepare(
        'SELECT id FROM documents WHERE sha256 = @sha256 AND extension = @extension AND reader_version = @readerVersion',
      )
      .pluck()
    this.#one = db.prepare(`SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE id = ?`)
    this.#pages = db.prepare(`SELECT ${PAGE_COLUMNS} FROM pages WHERE document_id = ? ORDER BY page`)
    this.#pageInfos = db.prepare(
      'SELECT page, label, verdict, why, words, pictures, hidden FROM pages WHERE document_id = ? ORDER BY page',
    )
    this.#page = db.prepare('SELECT page, label, text FROM pages WHERE document_id = ? AND page = ?')
    this.#headings = db.prepare(`SELECT ${HEADING_COLUMNS} FROM headings WHERE document_id = ? ORDER BY page, start`)
    this.#pageHeadings = db.prepare(
      'SELECT start AS offset, level, text FROM headings WHERE document_id = ? AND page = ? ORDER BY start',
    )
    this.#insert = db.prepare(
      `INSERT INTO documents (id, sha256, extension, reader_version, kind, unit, title, language, size_bytes, remarks, drawable,
                              page_count, created_at)
       VALUES (@id, @sha256, @extension, @readerVersion, @kind, @unit, @title, @language, @sizeBytes, @remarks, @drawable, @pageCount, @now)`,
    )
    this.#clearIncomplete = db.prepare(`DELETE FROM documents WHERE reader_version = ${INCOMPLETE}`)
    this.#complete = db.prepare('UPDATE documents SET reader_version = ? WHERE id = ?')
    this.#insertPage = db.prepare(
      `INSERT INTO pages (document_id, page, label, verdict, why, words, pictures, hidden, text)
       VALUES (@id, @page, @label, @verdict, @why, @words, @pictures, @hidden, @text)`,
    )
    this.#insertHeading = db.prepare(
      'INSERT INTO headings (document_id, page, start, level, text) VALUES (@id, @page, @offset, @level, @text)',
    )
    this.#setLanguage = db.prepare('UPDATE documents SET language = ? WHERE id = ?')
    this.#clearPage = ['pages', 'headings'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE document_id = ? AND page = ?`),
    )
    this.#purge = db.prepare(
      'DELETE FROM documents WHERE id NOT IN (SELECT document_id FROM attachments WHERE document_id IS NOT NULL)',
    )
    this.#drawable = db.prepare('SELECT DISTINCT sha256 FROM documents WHERE drawable = 1').pluck()
  }

  /** The id of what was read of these bytes before, or null. */
  find(key: DocumentKey): string | null {
    return z
      .string()
      .nullable()
      .parse(this.#byKey.get({ ...key }) ?? null)
  }

  /**
   * Whole or not at all: a long one takes several transactions, between which others get their turn, and until the last of them
   * it is no document that could be found. One at a time: what an end left half written is deleted first.
   */
  async add({ id, key, document, language, drawable }: NewDocument): Promise<void> {
    const { kind, unit, title, remarks, sizeBytes, pages, headings } = document
    const write = (change: () => void) => {
      this.#db.transaction(change).immediate()
    }
    write(() => {
      this.#clearIncomplete.run()
      this.#insert.run({
        ...{ ...key, id, kind, unit, title, language, sizeBytes, remarks: JSON.stringify(remarks) },
        ...{ drawable: Number(drawable), pageCount: pages.length, now: this.#now(), readerVersion: INCOMPLETE },
      })
    })
    for (let at = 0; at < pages.length; at += SLICE_PAGES) {
      const slice = pages.slice(at, at + SLICE_PAGES)
      if (at > 0) await setImmediate()
      write(() => {
        for (const page of slice) this.#insertPage.run(pageRow(id, page))
      })
    }
    write(() => {
      for (const heading of headings) this.#insertHeading.run({ ...heading, id })
      this.#complete.run(key.readerVersion, id)
    })
  }

  /**
   * Another text of one page, for instance with the words that were recognised in its picture. Its headings were of the other,
   * unless that goes on in this one.
   */
  replacePage(id: string, page: Page): void {
    this.#db
      .transaction(() => {
        const before = this.page(id, page.page)
        for (const statement of this.#clearPage) statement.run(id, page.page)
        this.#insertPage.run(pageRow(id, page))
        if (before === null || !page.text.startsWith(before.text)) return
        for (const heading of before.headings) this.#insertHeading.run({ ...heading, id, page: page.page })
      })
      .immediate()
  }

  setLanguage(id: string, language: string | null): void {
    this.#setLanguage.run(language, id)
  }

  /** As a conversation calls it, without its text. */
  info(id: string, name: string): DocumentInfo | null {
    const document = this.#get(id)
    if (document === null) return null
    const pages = z.array(PageInfoRow).parse(this.#pageInfos.all(id))
    const words = pages.reduce((sum, page) => sum + page.words, 0)
    return { ...document, id, name, pages, words }
  }

  /** With all of its text. */
  read(id: string, name: string): ReadDocument | null {
    const document = this.#get(id)
    if (document === null) return null
    const { kind, unit, title, remarks, sizeBytes, sha256 } = document
    const pages = z.array(PageRow).parse(this.#pages.all(id))
    const headings = z.array(Heading).parse(this.#headings.all(id))
    return { kind, unit, title, remarks, sizeBytes, sha256, name, pages, headings }
  }

  page(id: string, page: number): PageText | null {
    const row = this.#page.get(id, page)
    if (row === undefined) return null
    return PageText.parse({ ...Object(row), headings: this.#pageHeadings.all(id, page) })
  }

  exists(id: string): boolean {
    return this.#one.get(id) !== undefined
  }

  /** Deletes what no attachment has any more, for good. */
  purge(): void {
    this.#purge.run()
  }

  /** Of which bytes its pages can be drawn; null when they cannot, or it is gone. */
  drawableBytes(id: string): string | null {
    const document = this.#get(id)
    return document?.drawable === true ? document.sha256 : null
  }

  /** Checksums of the documents whose bytes are kept. */
  drawable(): string[] {
    return z.array(z.string()).parse(this.#drawable.all())
  }

  #get(id: string): z.infer<typeof Document> | null {
    const row = this.#one.get(id)
    return row === undefined ? null : Document.parse(row)
  }
}

function pageRow(id: string, { hidden, pictures, ...page }: Page) {
  return { ...page, id, pictures: Number(pictures), hidden: JSON.stringify(hidden) }
}
