import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { InstalledCopy } from '../../shared/model/download.ts'
import { throwIfStopped } from './download-fault.ts'
import type { HolderFolder } from './holder-folders.ts'

/** Deep enough for hub/models--a--b/snapshots/revision/file, and a bound for links that lead in circles. */
const MAX_DEPTH = 6
/** Of one program's folder. */
const MAX_ENTRIES = 20_000

type Wanted = Pick<CatalogueEntry, 'id' | 'sizeBytes' | 'sha256'>

/**
 * Files of other programs that can be a model of the catalogue, by their exact size. Ollama and Hugging Face name a
 * file by its checksum: a name that says otherwise rules it out, one that agrees proves nothing yet.
 */
export async function findInstalledCopies(
  folders: readonly HolderFolder[],
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<InstalledCopy[]> {
  const found: InstalledCopy[] = []
  const seen = new Set<string>()
  for (const { holder, path: folder } of folders) {
    for await (const path of filesUnder(folder, signal)) {
      const facts = await factsOf(path)
      // A Hugging Face cache shows each file under two names.
      if (facts === null || seen.has(facts.identity)) continue
      const match = wanted.find((entry) => entry.sizeBytes === facts.sizeBytes && nameAgrees(path, entry.sha256))
      if (match === undefined) continue
      seen.add(facts.identity)
      found.push({ id: match.id, holder, path })
    }
  }
  return found
}

function nameAgrees(path: string, sha256: string): boolean {
  const named = /(?:^|[\\/])(?:sha256-)?([0-9a-f]{64})$/u.exec(path)
  return named === null || named[1] === sha256
}

async function* filesUnder(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  const folders = [{ path: folder, depth: 1 }]
  let entries = 0
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    for (const entry of await entriesOf(next.path)) {
      throwIfStopped(signal)
      entries += 1
      if (entries > MAX_ENTRIES) return
      const path = join(next.path, entry.name)
      if (!entry.isDirectory()) yield path
      else if (next.depth < MAX_DEPTH) folders.push({ path, depth: next.depth + 1 })
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch {
    // Not there, or not ours to read: nothing in it can be offered.
    return []
  }
}

async function factsOf(path: string): Promise<{ sizeBytes: number; identity: string } | null> {
  try {
    const { size, dev, ino } = await stat(path)
    return { sizeBytes: size, identity: `${String(dev)} ${String(ino)}` }
  } catch {
    // A link to a file that is gone.
    return null
  }
}
