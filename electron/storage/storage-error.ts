import Database from 'better-sqlite3'
import { err } from '../../shared/result.ts'

const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'])
/** `EEXIST` and `ENOTDIR`: a file lies where a folder should be. */
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_READONLY'])
const DAMAGED = /^SQLITE_(?:NOTADB|CORRUPT(?:_.+)?)$/u

export const DISK_FULL = err(
  'disk-full',
  'The disk is full, so this could not be saved. What was saved before is kept. Free some room and try again.',
)

export const UNWRITABLE_FOLDER = err(
  'unwritable',
  'Agate cannot write into its folder, so this could not be saved. What you have is as it was. Make the folder writable and try again.',
)

export type UnsavedCode = 'disk-full' | 'unwritable'

/** Of the database, or of any other file. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(String(error.code))
}

/** Agate's folder, or the disk it is on, cannot be written. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNWRITABLE.has(String(error.code))
}

/** The value of a row is none that its column may hold. */
export function isOfWrongType(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_DATATYPE'
}

export function isDamaged(error: unknown): boolean {
  return error instanceof Database.SqliteError && DAMAGED.test(error.code)
}

/** Runs a write; a full disk becomes a value, everything else is a bug and throws. */
export function unlessFull<T>(write: () => T): T | typeof DISK_FULL {
  try {
    return write()
  } catch (error) {
    if (isDiskFull(error)) return DISK_FULL
    throw error
  }
}

/** Runs a write; a full disk and a folder that cannot be written become values, everything else is a bug and throws. */
export function unlessUnsaved<T>(write: () => T): T | typeof DISK_FULL | typeof UNWRITABLE_FOLDER {
  try {
    return unlessFull(write)
  } catch (error) {
    if (isUnwritable(error)) return UNWRITABLE_FOLDER
    throw error
  }
}
