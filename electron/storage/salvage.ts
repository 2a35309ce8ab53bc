import Database, { type Database as Connection, type Statement } from 'better-sqlite3'
import { z } from 'zod'
import { isDiskFull, isOfWrongType } from './storage-error.ts'

/** Rows in a row that may be missing or unreadable before the end of a table is believed. */
const GAP_MAX = 10_000
/** A damaged page may name any number as the last. */
const SEQ_BELIEVED = 50_000_000

const Columns = z.array(z.object({ name: z.string() }))
const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** Parents before what hangs on them. */
const TABLES = [
  'conversations',
  'messages',
  'documents',
  'pages',
  'headings',
  'attachments',
  'summaries',
  'summary_parts',
  'notes',
] as const

export interface Salvaged {
  readonly conversations: number
  readonly messages: number
  readonly documents: number
}

/**
 * Carries over what can still be read from a damaged database, row by row and by primary key, because one bad page spoils every scan.
 * Returns how much that was.
 */
export function salvage(damagedPath: string, into: Connection): Salvaged {
  let source: Connection
  try {
    source = new Database(damagedPath, { readonly: true })
  } catch {
    // Not a database at all: there is nothing to carry over, and the notice says so with its zeros.
    return { conversations: 0, messages: 0, documents: 0 }
  }
  try {
    into.pragma('foreign_keys = OFF')
    return into.transaction(() => {
      for (const table of TABLES) carry(source, into, table)
      dropOrphans(into)
      return countRows(into)
    })()
  } finally {
    into.pragma('foreign_keys = ON')
    source.close()
  }
}

/** What a database holds that was just salvaged. */
export function countRows(db: Connection): Salvaged {
  return {
    conversations: count(db, 'conversations'),
    messages: count(db, 'messages'),
    documents: count(db, 'documents'),
  }
}

function count(db: Connection, table: (typeof TABLES)[number]): number {
  return z.int().parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
}

function carry(source: Connection, into: Connection, table: (typeof TABLES)[number]): void {
  const columns = columnsOf(source, into, table)
  const read = readerOf(source, `SELECT ${columns.join(', ')} FROM ${table} WHERE seq = ?`)
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  const last = lastSeq(source, table)
  let gap = 0
  for (let seq = 1; seq <= last || gap < GAP_MAX; seq += 1) {
    const row = read(seq)
    gap = row === null ? gap + 1 : 0
    if (row !== null) insertUnlessOdd(insert, row)
  }
}

/** A bad page may hold a text where a number should be, which OR IGNORE does not cover; the rows after it are not its fault. */
function insertUnlessOdd(insert: Statement, row: z.infer<typeof Row>): void {
  try {
    insert.run(row)
  } catch (error) {
    if (!isOfWrongType(error)) throw error
  }
}

/** The end of the table, where it can be told: what was deleted may have left a gap of any length. */
function lastSeq(source: Connection, table: string): number {
  const last = orNull(() => source.prepare(`SELECT max(seq) FROM ${table}`).pluck().get())
  return typeof last === 'number' && last < SEQ_BELIEVED ? last : 0
}

/** What both have: an older database lacks the newer columns. When the old one cannot tell, it is believed to be new. */
function columnsOf(source: Connection, into: Connection, table: string): string[] {
  const named = (db: Connection) => Columns.parse(db.pragma(`table_info(${table})`)).map(({ name }) => name)
  const old = orNull(() => named(source)) ?? []
  return named(into).filter((name) => old.length === 0 || old.includes(name))
}

/** Reads one row, or null where there is none, where its page is bad, or where not even the table can be found. */
function readerOf(source: Connection, sql: string): (seq: number) => z.infer<typeof Row> | null {
  const statement = orNull(() => source.prepare(sql))
  if (statement === null) return () => null
  return (seq) => {
    const row = Row.safeParse(orNull(() => statement.get(seq)))
    return row.success ? row.data : null
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    // Even reading takes room for what connections share; without it nothing of a sound file could be read either.
    if (isDiskFull(error)) throw error
    // Exactly what is expected of a damaged file.
    return null
  }
}

/**
 * What hangs on something that was lost would break the foreign keys; a parent message that was lost only breaks the tree above it.
 * A document that lost a page is read again from its file, for it would be silent about that page.
 */
function dropOrphans(into: Connection): void {
  into.exec(`
    DELETE FROM messages WHERE conversation_id NOT IN (SELECT id FROM conversations);
    UPDATE messages SET parent_id = NULL WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM messages);
    DELETE FROM documents WHERE page_count <> (SELECT count(*) FROM pages WHERE document_id = documents.id);
    DELETE FROM attachments WHERE conversation_id NOT IN (SELECT id FROM conversations);
    UPDATE attachments SET document_id = NULL, state = 'waiting'
      WHERE document_id IS NOT NULL AND document_id NOT IN (SELECT id FROM documents);
    DELETE FROM pages WHERE document_id NOT IN (SELECT id FROM documents);
    DELETE FROM headings WHERE document_id NOT IN (SELECT id FROM documents);
    DELETE FROM summaries WHERE document_id NOT IN (SELECT id FROM documents);
    DELETE FROM summary_parts WHERE document_id NOT IN (SELECT document_id FROM summaries);
    DELETE FROM notes WHERE document_id NOT IN (SELECT id FROM documents);
  `)
}
