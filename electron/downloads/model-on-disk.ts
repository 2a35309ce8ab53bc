import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { ModelDownload } from '../../shared/model/download.ts'
import { checkedDigest } from './checked-note.ts'
import { type DownloadTarget, readPart, sizeOf } from './part-file.ts'

export interface ModelFolders {
  /** Where downloads go. */
  readonly folder: string
  /** Where models lie that came with Agate. */
  readonly bundledFolders: readonly string[]
}

/** The file of a model, by its name and size: whether it is the model or has to be checked. Null where there is none. */
export async function fileOnDisk(
  { id, fileName, sizeBytes, sha256 }: CatalogueEntry,
  { folder, bundledFolders }: ModelFolders,
): Promise<ModelDownload | null> {
  for (const path of [folder, ...bundledFolders].map((one) => join(one, fileName))) {
    if ((await sizeOf(path)) !== sizeBytes) continue
    const digest = bundledFolders.includes(dirname(path)) ? sha256 : await checkedDigest(path)
    if (digest === sha256) return { id, state: 'ready', progress: null, problem: null, path }
    // One whose checksum is another is a file of unknown origin, whatever its name.
    if (digest === null) return { id, state: 'verifying', progress: null, problem: null, path }
  }
  return null
}

/** What is on the disk of a model, while nobody works on it. */
export async function modelOnDisk(entry: CatalogueEntry, folders: ModelFolders): Promise<ModelDownload> {
  const file = await fileOnDisk(entry, folders)
  if (file !== null) return file
  const { id, sizeBytes } = entry
  const { have } = await readPart(targetOf(entry, folders.folder))
  if (have === 0) return { id, state: 'absent', progress: null, problem: null, path: null }
  const progress = { receivedBytes: have, totalBytes: sizeBytes, bytesPerSecond: null, etaSeconds: null }
  return { id, state: 'paused', progress, problem: null, path: null }
}

/** Whether a model that was ready still is, as far as can be told at once: somebody can have deleted its file by hand. */
export function isStillThere({ path }: ModelDownload, { sizeBytes }: CatalogueEntry): boolean {
  return path !== null && statSync(path, { throwIfNoEntry: false })?.size === sizeBytes
}

/** Where a model of the catalogue is downloaded to. */
export function targetOf(
  { name, quantisation, url, revision, sizeBytes, sha256, fileName }: CatalogueEntry,
  folder: string,
): DownloadTarget {
  return { name: `${name} ${quantisation}`, url, revision, sizeBytes, sha256, path: join(folder, fileName) }
}
