import Database, { type Database as Connection } from 'better-sqlite3'
import { chmodSync } from 'node:fs'
import { schemaVersion } from './migrate.ts'

const BUSY_MS = 5000

/** The file was last written by a newer Agate. */
export class NewerError extends Error {}

/** Opens a file as Agate keeps it, and begins it where there is none; its layout may have the version `latest` at most. */
export function connect(path: string, latest: number): Connection {
  const db = new Database(path, { timeout: BUSY_MS })
  try {
    // Before anything of it is read: an older SQLite may take what a newer one wrote for damage.
    if (schemaVersion(db) > latest) throw new NewerError()
    // FULL: with NORMAL, a power cut would take everything since the last checkpoint, which can be hours of talk.
    for (const pragma of [
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
      'trusted_schema = OFF',
      'journal_size_limit = 67108864',
    ]) {
      db.pragma(pragma)
    }
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    db.close()
    throw error
  }
  chmodSync(path, 0o600)
  return db
}

/** Leaves everything in the one file. */
export function disconnect(db: Connection): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
