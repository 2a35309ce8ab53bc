import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { withBadPage } from '../../support/bad-page.ts'
import { answered, openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

function opened(path: string) {
  const result = openDatabase({ path })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Two exchanges, of which an index knows the first only. Returns the file. */
function withUnfitIndex(folder: string): string {
  const path = join(folder, 'agate.db')
  const ask = (question: string) => {
    const store = openStore(folder)
    answered(store, question, 'An answer')
    store.close()
  }
  const changeSchema = (sql: string) => {
    const db = new Database(path)
    db.unsafeMode()
    db.exec(`PRAGMA writable_schema = ON; ${sql}`)
    db.close()
  }
  const index = "name = 'messages_by_conversation'"
  ask('First')
  changeSchema(
    `CREATE TABLE aside AS SELECT * FROM sqlite_schema WHERE ${index}; DELETE FROM sqlite_schema WHERE ${index}`,
  )
  ask('Second')
  changeSchema('INSERT INTO sqlite_schema SELECT * FROM aside; DROP TABLE aside')
  return path
}

describe('A database that was found damaged while it was open', () => {
  it('is repaired at the next start, and only at that one', () => {
    const folder = tempFolder()
    const path = withBadPage(folder)
    const first = opened(path)
    expect(first.notices).toEqual([])
    const messages = first.db.prepare('SELECT text FROM messages')
    expect(() => messages.all()).toThrow(/malformed/u)
    first.close()
    const second = opened(path)
    expect(second.notices).toMatchObject([{ id: 'database-damaged' }])
    expect(second.db.prepare('SELECT count(*) FROM messages').pluck().get()).toBeGreaterThan(200)
    second.close()
    const third = opened(path)
    expect(third.notices).toEqual([])
    third.close()
  })

  it('loses no row where only an index did not fit its table', () => {
    const folder = tempFolder()
    const path = withUnfitIndex(folder)
    const first = opened(path)
    const remove = first.db.prepare('DELETE FROM messages')
    expect(() => remove.run()).toThrow(expect.objectContaining({ code: 'SQLITE_CORRUPT_INDEX' }))
    first.close()
    const { db, notices, close } = opened(path)
    expect(notices).toMatchObject([{ id: 'database-damaged' }])
    expect(db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(4)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    close()
  })

  it('is not taken for one after any other error', () => {
    const folder = tempFolder()
    const first = opened(join(folder, 'agate.db'))
    const insert = first.db.prepare('INSERT INTO conversations DEFAULT VALUES')
    expect(() => insert.run()).toThrow(/NOT NULL/u)
    first.close()
    expect(readFileSync(join(folder, 'agate.db.state'), 'utf8')).toBe('closed')
  })
})
