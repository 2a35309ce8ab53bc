import { existsSync, renameSync } from 'node:fs'

/** Renames a database that cannot be read, with its journal, and returns its new path. Nothing is deleted. */
export function setAside(path: string): string {
  const kept = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix)
  }
  return kept
}
