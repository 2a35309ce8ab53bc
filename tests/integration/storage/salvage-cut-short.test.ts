import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { withBadPage } from '../../support/bad-page.ts'
import { buildForNode } from '../../support/build-for-node.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

const prepared = mkdtempSync(join(tmpdir(), 'agate-bad-page-'))
let program: (name: string) => string
beforeAll(async () => {
  withBadPage(prepared)
  program = await buildForNode('salvage-cut-short', { salvaging: 'tests/fakes/salvaging-process.ts' })
})
afterAll(() => rmSync(prepared, { recursive: true }))

/** A copy of it, as an Agate that was killed left it. */
function damaged(): { path: string; bytes: Buffer } {
  const path = join(tempFolder(), 'agate.db')
  copyFileSync(join(prepared, 'agate.db'), path)
  writeFileSync(`${path}.state`, 'open')
  return { path, bytes: readFileSync(path) }
}

/** Starts Agate; true when it was killed there, false when it came to its end. */
async function killedAt(path: string, kind: 'row' | 'file', nth: number): Promise<boolean> {
  const child = spawn(process.execPath, [program('salvaging'), path, kind, String(nth)], { stdio: 'inherit' })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal === null) expect(code).toBe(0)
  return signal === 'SIGKILL'
}

/** The next start tells of it and has the conversations; nothing is left but the new database and, word for word, the damaged one. */
function expectRescue(path: string, damagedBytes: Buffer): void {
  const opened = openDatabase({ path })
  if (!opened.ok) throw new Error(opened.error.message)
  const { db, notices, close } = opened.value
  const names = readdirSync(dirname(path))
  const [kept = '', ...journal] = names.filter((name) => name.startsWith('agate.db.damaged-')).sort()
  expect(db.prepare('SELECT count(*) FROM messages').pluck().get()).toBeGreaterThan(200)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(notices).toMatchObject([
    { id: 'database-damaged', message: expect.stringContaining(join(dirname(path), kept)) as string },
  ])
  expect(notices[0]?.message).not.toMatch(/^0 /u)
  close()
  expect(readFileSync(join(dirname(path), kept))).toEqual(damagedBytes)
  expect(journal.every((name) => name.startsWith(kept))).toBe(true)
  expect(readdirSync(dirname(path)).sort()).toEqual(['agate.db', kept, ...journal, 'agate.db.state'])
}

describe('Carrying over what a damaged database holds', () => {
  it('starts over when the disk was full in the middle of it', () => {
    const { path, bytes } = damaged()
    const narrow = { version: (MIGRATIONS.at(-1)?.version ?? 0) + 1, sql: 'PRAGMA max_page_count = 60' }
    const start = () => openDatabase({ path, migrations: [...MIGRATIONS, narrow] })
    expect(start()).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(start()).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(readFileSync(path)).toEqual(bytes)
    expectRescue(path, bytes)
  })

  it.each([1, 100])('starts over when Agate was killed at row %i', async (row) => {
    const { path, bytes } = damaged()
    expect(await killedAt(path, 'row', row)).toBe(true)
    expectRescue(path, bytes)
  })

  const CHANGES = [
    'anything was begun',
    'it was noted that all is carried over',
    'the damaged file was renamed',
    'its journal was renamed',
    'the rest of it was renamed',
    'the new file got its place',
    'it was noted that this is done',
  ]

  it.each(CHANGES.map((what, at) => ({ what, at })))(
    'loses nothing, and the next start says what happened, when Agate was killed before $what',
    async ({ at }) => {
      const { path, bytes } = damaged()
      expect(await killedAt(path, 'file', at + 1)).toBe(true)
      expectRescue(path, bytes)
    },
  )

  it('changes no other file meanwhile', async () => {
    expect(await killedAt(damaged().path, 'file', CHANGES.length + 1)).toBe(false)
  })
})
