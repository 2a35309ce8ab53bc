import Database from 'better-sqlite3'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../../electron/storage/backup.ts'
import { tempFolder } from '../../support/temp-folder.ts'

describe('backUp', () => {
  it('keeps the good copies, and no half of one, when a copy cannot be finished', () => {
    const folder = tempFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    const good = [2021, 2022, 2023].map((year) => `agate-${year}-01-01.db`)
    for (const name of good) writeFileSync(join(backups, name), 'good')
    // What Agate left when it was killed while it copied.
    writeFileSync(join(backups, 'agate-2024-01-01.db.part'), 'half')
    const damaged = new Database(join(folder, 'damaged.db'))
    damaged.exec('CREATE TABLE t (x)')
    for (let i = 0; i < 40; i++) damaged.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(3000))
    damaged.close()
    const bytes = readFileSync(join(folder, 'damaged.db'))
    bytes.fill(0xff, 20 * 4096, 21 * 4096)
    writeFileSync(join(folder, 'damaged.db'), bytes)
    const db = new Database(join(folder, 'damaged.db'))
    expect(() => backUp(db, backups)).toThrow(/malformed/u)
    db.close()
    expect(readdirSync(backups)).toEqual(good)
  })
})
