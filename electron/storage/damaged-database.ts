import { existsSync, renameSync } from 'node:fs'

/** The database, its journal, and what its connections share. */
export const SUFFIXES = ['', '-wal', '-shm'] as const

/** Where a database that cannot be read is kept. */
export function damagedPath(path: string): string {
  return `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
}

/** Renames a database, with its journal. Nothing is deleted. */
export function setAside(path: string, kept: string): void {
  for (const suffix of SUFFIXES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix)
  }
}
