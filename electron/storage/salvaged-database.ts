import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { connect, disconnect } from './connect.ts'
import { damagedPath, setAside, SUFFIXES } from './damaged-database.ts'
import { latestVersion, migrate, type Migration } from './migrate.ts'
import { salvage } from './salvage.ts'
import type { UseMarker } from './use-marker.ts'

/*
 * The damaged database keeps its place until another one holds all that can be read of it. That this one is complete is written into the
 * marker before any file is renamed. So an end at any point leaves either a damaged database to start over with, or renames to finish.
 */

const NEW = '.new'

/** Puts another database in the place of a damaged one; returns where the damaged one is kept. */
export function replaceDamaged(path: string, migrations: readonly Migration[], marker: UseMarker): string {
  // What an earlier one left to be finished would be taken for what is begun here.
  marker.open()
  const kept = damagedPath(path)
  try {
    build(path, migrations)
    marker.salvaged(basename(kept))
  } catch (error) {
    // The room is needed for the next try.
    discardUnfinished(path)
    throw error
  }
  putInPlace(path, kept)
  return kept
}

/** Finishes, or clears away, what an end of Agate left of this; returns where the damaged one is kept when that was not told yet. */
export function finishReplacing(path: string, { salvagedFrom }: UseMarker): string | null {
  if (salvagedFrom === null) {
    discardUnfinished(path)
    return null
  }
  const kept = join(dirname(path), salvagedFrom)
  putInPlace(path, kept)
  return kept
}

function build(path: string, migrations: readonly Migration[]): void {
  const db = connect(path + NEW, latestVersion(migrations))
  try {
    migrate(db, migrations)
    salvage(path, db)
    disconnect(db)
  } finally {
    if (db.open) db.close()
  }
}

/** Does nothing where it was done. */
function putInPlace(path: string, kept: string): void {
  if (!existsSync(path + NEW)) return
  setAside(path, kept)
  renameSync(path + NEW, path)
}

function discardUnfinished(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + NEW + suffix, { force: true })
}
