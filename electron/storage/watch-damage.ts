import type { Database } from 'better-sqlite3'
import { isDamaged } from './storage-error.ts'

/**
 * Notes when SQLite says of any statement that the file is damaged: whoever ran it may only write that down. Returns
 * whether that happened so far.
 */
export function watchDamage(db: Database): () => boolean {
  let found = false
  const watched = <A extends unknown[], R>(work: (...given: A) => R) => {
    return (...given: A): R => {
      try {
        return work(...given)
      } catch (error) {
        found ||= isDamaged(error)
        throw error
      }
    }
  }
  const prepare = watched(db.prepare.bind(db))
  db.prepare = (sql) => {
    const statement = prepare(sql)
    return Object.assign(statement, {
      run: watched(statement.run.bind(statement)),
      get: watched(statement.get.bind(statement)),
      all: watched(statement.all.bind(statement)),
    })
  }
  return () => found
}
