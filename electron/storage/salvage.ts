import Database, { type Database as Connection } from 'better-sqlite3'
import { z } from 'zod'

/** Rows in a row that may be missing or unreadable before the end of a table is believed. */
const GAP_MAX = 10_000

const Columns = z.array(z.object({ name: z.string() }))
const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/**
 * Carries over what can still be read from a damaged database, row by row and by primary key, because one bad page spoils every scan.
 * Returns how much that was.
 */
export function salvage(damagedPath: string, into: Connection): { conversations: number; messages: number } {
  const carried = { conversations: 0, messages: 0 }
  let source: Connection
  try {
    source = new Database(damagedPath, { readonly: true })
  } catch {
    // Not a database at all: there is nothing to carry over, and the notice says so with its zeros.
    return carried
  }
  try {
    into.pragma('foreign_keys = OFF')
    into.transaction(() => {
      carried.conversations = carry(source, into, 'conversations')
      carried.messages = carry(source, into, 'messages')
      dropOrphans(into)
    })()
  } finally {
    into.pragma('foreign_keys = ON')
    source.close()
  }
  return carried
}

function carry(source: Connection, into: Connection, table: 'conversations' | 'messages'): number {
  const columns = columnsOf(source, into, table)
  const read = readerOf(source, `SELECT ${columns.join(', ')} FROM ${table} WHERE seq = ?`)
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  let carried = 0
  let gap = 0
  for (let seq = 1; gap < GAP_MAX; seq += 1) {
    const row = read(seq)
    gap = row === null ? gap + 1 : 0
    if (row !== null) carried += insert.run(row).changes
  }
  return carried
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
  } catch {
    // Exactly what is expected of a damaged file.
    return null
  }
}

/** Messages whose conversation was lost would break the foreign keys; a parent that was lost only breaks the tree above it. */
function dropOrphans(into: Connection): void {
  into.exec(`
    DELETE FROM messages WHERE conversation_id NOT IN (SELECT id FROM conversations);
    UPDATE messages SET parent_id = NULL WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM messages);
  `)
}
