import type { Database } from 'better-sqlite3'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const KEEP = 3
const NAME = /^agate-.*\.db$/u

/** Writes a whole, compact copy into `folder` and keeps the newest three. Copying the file itself would miss the journal. */
export function backUp(db: Database, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `agate-${new Date().toISOString().replaceAll(':', '-')}.db`)
  db.prepare('VACUUM INTO ?').run(file)
  const old = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, -KEEP)
  for (const name of old) rmSync(join(folder, name))
  return file
}
