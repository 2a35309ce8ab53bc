import type { Database } from 'better-sqlite3'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const KEEP = 3

const UNFINISHED = '.part'

/**
 * Writes a whole, compact copy into `folder` and keeps the newest three. Copying the file itself would miss the journal. One that could not be
 * finished, now or before, is removed, so that it never takes the place of a good one.
 */
export function backUp(db: Database, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `agate-${new Date().toISOString().replaceAll(':', '-')}.db`)
  removeAll(folder, namesIn(folder, UNFINISHED))
  try {
    db.prepare('VACUUM INTO ?').run(file + UNFINISHED)
  } catch (error) {
    removeAll(folder, namesIn(folder, UNFINISHED))
    throw error
  }
  renameSync(file + UNFINISHED, file)
  removeAll(folder, namesIn(folder, '.db').sort().slice(0, -KEEP))
  return file
}

function namesIn(folder: string, end: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('agate-') && name.endsWith(end))
}

function removeAll(folder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, name))
}
