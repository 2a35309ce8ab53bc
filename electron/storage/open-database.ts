import type { Database as Connection } from 'better-sqlite3'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Notice } from '../../shared/model/notice.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { backUp } from './backup.ts'
import { connect, disconnect, NewerError } from './connect.ts'
import { damagedPath, setAside } from './damaged-database.ts'
import { latestVersion, migrate, schemaVersion, type Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { countRows, type Salvaged } from './salvage.ts'
import { finishReplacing, replaceDamaged } from './salvaged-database.ts'
import { isDamaged, isDiskFull } from './storage-error.ts'
import { UseMarker } from './use-marker.ts'
import { watchDamage } from './watch-damage.ts'

export interface DatabaseOptions {
  readonly path: string
  readonly migrations?: readonly Migration[]
}

export interface OpenedDatabase {
  readonly db: Connection
  readonly notices: readonly Notice[]
  /** Writes everything into the one file and marks it as properly closed, or as one to be repaired at the next start. */
  readonly close: () => void
}

export type OpenErrorCode = 'newer-schema' | 'unwritable' | 'disk-full'

/**
 * Opens the database, whatever state it is in. A damaged file is put aside and what can be read of it is carried over;
 * a file of a newer Agate is refused untouched; before its layout changes it is copied.
 */
export function openDatabase({
  path,
  migrations = MIGRATIONS,
}: DatabaseOptions): Result<OpenedDatabase, OpenErrorCode> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return openWith(path, migrations)
  } catch (error) {
    const failure = openFailure(error, path)
    if (failure === null) throw error
    return failure
  }
}

function openWith(path: string, migrations: readonly Migration[]): Result<OpenedDatabase, OpenErrorCode> {
  const marker = new UseMarker(path)
  let damagedCopy = finishReplacing(path, marker)
  const isGone = isMissingOrEmpty(path)
  const journal = isGone ? keepJournal(path) : null
  const notices: Notice[] = isGone && (marker.existed || journal !== null) ? [emptiedNotice(path, journal)] : []
  const latest = latestVersion(migrations)
  let db = tryOpen(path, latest, marker)
  if (db === null) {
    damagedCopy = replaceDamaged(path, migrations, marker)
    db = connect(path, latest)
  }
  if (isOlder(db, latest)) backUp(db, join(dirname(path), 'backups'))
  migrate(db, migrations)
  if (damagedCopy !== null) notices.push(damagedNotice(damagedCopy, countRows(db)))
  marker.open()
  const opened = db
  const isFoundDamaged = watchDamage(opened)
  return ok({ db: opened, notices, close: () => closeCleanly(opened, marker, isFoundDamaged) })
}

/** Null when the file is damaged: SQLite says so only when it first looks at the pages. */
function tryOpen(path: string, latest: number, { leftOpen, wasDamaged }: UseMarker): Connection | null {
  let db: Connection | null = null
  try {
    db = connect(path, latest)
    // Also before its layout changes: a bad page would end that halfway, and each start after it again.
    if (leftOpen || isOlder(db, latest)) check(db, wasDamaged ? 'integrity_check' : 'quick_check')
    return db
  } catch (error) {
    db?.close()
    if (error instanceof DamagedError || isDamaged(error)) return null
    throw error
  }
}

/** The quick one is blind to an index that does not fit its table. */
function check(db: Connection, how: 'quick_check' | 'integrity_check'): void {
  if (db.pragma(`${how}(1)`, { simple: true }) !== 'ok') throw new DamagedError()
}

class DamagedError extends Error {}

function isOlder(db: Connection, latest: number): boolean {
  const version = schemaVersion(db)
  return version > 0 && version < latest
}

function closeCleanly(db: Connection, marker: UseMarker, isFoundDamaged: () => boolean): void {
  if (!db.open) return
  disconnect(db)
  if (isFoundDamaged()) marker.damaged()
  else marker.close()
}

function isMissingOrEmpty(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** SQLite would delete the journal of a file that is gone; returns where it is kept, null without one. */
function keepJournal(path: string): string | null {
  if (!existsSync(`${path}-wal`)) return null
  const kept = damagedPath(path)
  setAside(path, kept)
  return `${kept}-wal`
}

function openFailure(error: unknown, path: string): Result<never, OpenErrorCode> | null {
  if (error instanceof NewerError) {
    return err(
      'newer-schema',
      'Your conversations were last opened by a newer Agate, which keeps them differently. They are safe and were not touched. ' +
        'Start the newer Agate to read them.',
    )
  }
  if (isDiskFull(error)) {
    return err(
      'disk-full',
      'The disk is full, so Agate cannot open its conversations. They are kept. Free some room and start Agate again.',
    )
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY)/u.test(code)) return null
  return err(
    'unwritable',
    `Agate cannot write to ${dirname(path)}, so it could not keep anything you ask. Nothing was changed. Make the folder writable and start Agate again.`,
  )
}

function emptiedNotice(path: string, journal: string | null): Notice {
  const rest = journal === null ? '' : ` What was written last may be in its journal, which is kept as ${journal}.`
  return {
    id: 'database-empty',
    tone: 'red',
    title: 'Your conversations were not found',
    message: `The file ${path} is missing or empty, although it held conversations before. Agate began a new one. If you have a copy of the file, close Agate and put it there.${rest}`,
  }
}

function damagedNotice(kept: string, { conversations, messages, documents }: Salvaged): Notice {
  const found = `${conversations} conversations with ${messages} messages${documents > 0 ? ` and ${documents} documents` : ''}`
  return {
    id: 'database-damaged',
    tone: 'red',
    title: 'The file with your conversations was damaged',
    message: `${found} could be read and are here. The damaged file is kept as ${kept}.`,
  }
}
