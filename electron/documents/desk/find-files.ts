import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { hasReadableExtension } from '../reading/detect-kind.ts'

/** How much of a folder is taken at once. */
export const FOLDER_LIMITS = { files: 1000, depth: 20 } as const

export interface FoundFiles {
  readonly paths: readonly string[]
  /** Whole sentences about what was left out. */
  readonly remarks: readonly string[]
}

interface Search {
  readonly paths: string[]
  otherKinds: number
  unreadable: number
  tooDeep: number
  full: boolean
}

/** The documents in a folder and the folders in it, in the order of their names. Links are not followed: they may lead in circles. */
export async function findFiles(folder: string, limit: number): Promise<FoundFiles> {
  const search: Search = { paths: [], otherKinds: 0, unreadable: 0, tooDeep: 0, full: false }
  await look(folder, 0, limit, search)
  return { paths: search.paths, remarks: remarksOn(basename(folder), search, limit) }
}

async function look(folder: string, depth: number, limit: number, search: Search): Promise<void> {
  const entries = await entriesOf(folder)
  if (entries === null) search.unreadable += 1
  for (const entry of entries ?? []) {
    if (search.full) return
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) {
      if (depth === FOLDER_LIMITS.depth) search.tooDeep += 1
      else await look(path, depth + 1, limit, search)
    } else if (!entry.isFile() || !hasReadableExtension(entry.name)) {
      search.otherKinds += 1
    } else if (search.paths.length >= limit) {
      search.full = true
    } else {
      search.paths.push(path)
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  } catch {
    // Counted, and said to the person.
    return null
  }
}

function remarksOn(name: string, { paths, otherKinds, unreadable, tooDeep, full }: Search, limit: number): string[] {
  if (full && limit === 0) {
    return [`“${name}” was left out: ${FOLDER_LIMITS.files.toLocaleString('en')} documents are taken at once.`]
  }
  const remarks: string[] = []
  if (full) {
    remarks.push(
      `“${name}” holds more than ${limit} documents; the first ${limit} by name were taken. Add the others separately.`,
    )
  }
  if (paths.length === 0 && unreadable === 0) remarks.push(`There is no document in “${name}” that Agate reads.`)
  else if (otherKinds > 0)
    remarks.push(`${files(otherKinds)} left out of “${name}”, because Agate does not read their kind.`)
  if (unreadable > 0) {
    remarks.push(
      `${unreadable === 1 ? 'One folder' : `${unreadable} folders`} in “${name}” could not be opened. Change the permissions and add what is missing.`,
    )
  }
  if (tooDeep > 0) remarks.push(`What lies more than ${FOLDER_LIMITS.depth} folders deep in “${name}” was left out.`)
  return remarks
}

function files(count: number): string {
  return count === 1 ? 'One file was' : `${count} files were`
}
