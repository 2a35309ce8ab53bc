import Database from 'better-sqlite3'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate, type Migration } from '../../../electron/storage/migrate.ts'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { withBadPage } from '../../support/bad-page.ts'
import { answered, openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const damagedFiles = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('agate.db.damaged-'))

function opened(path: string, migrations?: readonly Migration[]) {
  const result = openDatabase(migrations === undefined ? { path } : { path, migrations })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('openDatabase', () => {
  it('makes a database that survives a power cut and that only its user can read', () => {
    const folder = join(tempFolder(), 'new')
    const { db, notices, close } = opened(join(folder, 'agate.db'))
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'agate.db')).mode & 0o077).toBe(0)
    expect(notices).toEqual([])
    close()
    expect(existsSync(join(folder, 'agate.db-wal'))).toBe(false)
  })

  it.each([
    ['text', 'this is not a database '.repeat(500)],
    ['a database whose first bytes were lost', null],
  ])('puts %s aside word for word, says so, and begins a new one', (_what, content) => {
    const folder = tempFolder()
    const path = join(folder, 'agate.db')
    if (content === null) {
      const store = openStore(folder)
      answered(store, 'A question', 'An answer')
      store.close()
      const bytes = readFileSync(path)
      bytes.fill(0, 0, 20)
      writeFileSync(path, bytes)
    } else {
      writeFileSync(path, content)
    }
    const before = readFileSync(path)
    const { db, notices, close } = opened(path)
    const [kept] = damagedFiles(folder)
    expect(readFileSync(join(folder, kept ?? ''))).toEqual(before)
    expect(notices).toMatchObject([
      { id: 'database-damaged', tone: 'red', message: expect.stringContaining(kept ?? '') as string },
    ])
    expect(db.prepare('SELECT count(*) AS n FROM conversations').get()).toEqual({ n: 0 })
    close()
  })

  it('carries over what a database with a bad page still holds', () => {
    const folder = tempFolder()
    const path = withBadPage(folder)
    writeFileSync(`${path}.state`, 'open')
    const { db, notices, close } = opened(path)
    const rows = db.prepare('SELECT count(*) AS n FROM messages').pluck().get()
    expect(rows).toBeGreaterThan(200)
    expect(notices[0]?.message).toMatch(/^\d+ conversations with \d+ messages could be read/u)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    close()
  })

  it.each(['emptied', 'removed'])('says when a file that held conversations was %s', (how) => {
    const folder = tempFolder()
    const path = join(folder, 'agate.db')
    const store = openStore(folder)
    answered(store, 'A question', 'An answer')
    store.close()
    if (how === 'emptied') truncateSync(path, 0)
    else rmSync(path)
    const { notices, close } = opened(path)
    expect(notices).toMatchObject([{ id: 'database-empty', tone: 'red' }])
    close()
  })

  it.each(['emptied', 'removed'])(
    'keeps the journal, and says so, when Agate was killed and its file was %s',
    (how) => {
      const folder = tempFolder()
      const path = join(folder, 'agate.db')
      const store = openStore(folder)
      answered(store, 'A question', 'An answer')
      const journal = readFileSync(`${path}-wal`)
      expect(journal.length).toBeGreaterThan(0)
      store.close()
      writeFileSync(`${path}-wal`, journal)
      writeFileSync(`${path}.state`, 'open')
      if (how === 'emptied') truncateSync(path, 0)
      else rmSync(path)
      const { notices, close } = opened(path)
      const kept = damagedFiles(folder).find((name) => name.endsWith('-wal')) ?? ''
      expect(readFileSync(join(folder, kept))).toEqual(journal)
      expect(notices).toMatchObject([
        { id: 'database-empty', tone: 'red', message: expect.stringContaining(kept) as string },
      ])
      close()
    },
  )

  it('refuses a database of a newer Agate and leaves it as it is', () => {
    const path = join(tempFolder(), 'agate.db')
    const newer = new Database(path)
    newer.exec('CREATE TABLE future (x); PRAGMA user_version = 99')
    newer.close()
    const before = readFileSync(path)
    expect(openDatabase({ path })).toMatchObject({ ok: false, error: { code: 'newer-schema' } })
    const again = new Database(path, { readonly: true })
    expect(again.pragma('user_version', { simple: true })).toBe(99)
    again.close()
    expect(readFileSync(path).length).toBe(before.length)
  })

  it('refuses a newer database also where its layout is written in words that this SQLite does not know', () => {
    const folder = tempFolder()
    const path = join(folder, 'agate.db')
    const newer = new Database(path)
    newer.exec('CREATE TABLE future (x); PRAGMA user_version = 99')
    newer.unsafeMode()
    newer.exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE future (x) WITH TOMORROW'")
    newer.close()
    const before = readFileSync(path)
    expect(openDatabase({ path })).toMatchObject({ ok: false, error: { code: 'newer-schema' } })
    expect(readFileSync(path)).toEqual(before)
    expect(damagedFiles(folder)).toEqual([])
  })

  it('says which folder cannot be written', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'file'), '')
    const result = openDatabase({ path: join(folder, 'file', 'agate.db') })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'unwritable', message: expect.stringContaining(join(folder, 'file')) as string },
    })
  })
})

describe('migrate', () => {
  const latest = MIGRATIONS.at(-1)?.version ?? 0
  const second: Migration = {
    version: latest + 1,
    sql: 'ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0',
  }

  it('copies the database before its layout changes, and keeps the rows', () => {
    const folder = tempFolder()
    const store = openStore(folder)
    answered(store, 'A question', 'An answer')
    store.close()
    const { db, close } = opened(join(folder, 'agate.db'), [...MIGRATIONS, second])
    expect(db.prepare('SELECT title, pinned FROM conversations').all()).toEqual([{ title: 'A question', pinned: 0 }])
    close()
    const [backup] = readdirSync(join(folder, 'backups'))
    const copy = new Database(join(folder, 'backups', backup ?? ''), { readonly: true })
    expect(copy.pragma('user_version', { simple: true })).toBe(latest)
    expect(copy.prepare('SELECT title FROM conversations').all()).toEqual([{ title: 'A question' }])
    copy.close()
  })

  it('changes nothing at all when one step fails', () => {
    const store = openStore(tempFolder())
    const broken: Migration = { version: latest + 2, sql: 'ALTER TABLE nowhere ADD COLUMN x' }
    expect(() => migrate(store.db, [...MIGRATIONS, second, broken])).toThrow(/nowhere/u)
    expect(store.db.pragma('user_version', { simple: true })).toBe(latest)
    expect(store.db.pragma('table_info(conversations)')).not.toContainEqual(expect.objectContaining({ name: 'pinned' }))
    store.close()
  })

  it('says that the disk is full when there is no room for a new layout, and keeps the old one', () => {
    const folder = tempFolder()
    const store = openStore(folder)
    answered(store, 'A question', 'An answer')
    store.close()
    const large: Migration = {
      version: latest + 2,
      sql: 'PRAGMA max_page_count = 1; CREATE TABLE large (x); INSERT INTO large VALUES (zeroblob(100000))',
    }
    const outcome = openDatabase({ path: join(folder, 'agate.db'), migrations: [...MIGRATIONS, second, large] })
    expect(outcome).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    const again = openStore(folder)
    expect(again.db.pragma('user_version', { simple: true })).toBe(latest)
    expect(again.conversations.list()).toMatchObject([{ title: 'A question' }])
    again.close()
  })

  it('looks at every page before it changes anything, and carries over what a damaged one still holds', () => {
    const folder = tempFolder()
    const path = withBadPage(folder)
    const { db, notices, close } = opened(path, [...MIGRATIONS, second])
    expect(notices).toMatchObject([{ id: 'database-damaged' }])
    expect(db.prepare('SELECT count(*) FROM messages WHERE id IS NOT NULL').pluck().get()).toBeGreaterThan(200)
    expect(db.pragma('user_version', { simple: true })).toBe(latest + 1)
    close()
  })

  it('refuses a list that is out of order', () => {
    const store = openStore(tempFolder())
    expect(() => migrate(store.db, [...MIGRATIONS, second, { version: latest, sql: '' }])).toThrow(/out of order/u)
    store.close()
  })

  it('keeps three backups', () => {
    const folder = tempFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups, { recursive: true })
    for (const year of [2021, 2022, 2023, 2024]) writeFileSync(join(backups, `agate-${year}-01-01.db`), '')
    openStore(folder).close()
    opened(join(folder, 'agate.db'), [...MIGRATIONS, second]).close()
    expect(readdirSync(backups)).toHaveLength(3)
    expect(readdirSync(backups)).not.toContain('agate-2021-01-01.db')
  })
})
