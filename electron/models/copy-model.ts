import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { ModelImportErrorCode } from '../../shared/model/model-import.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { errorCode } from '../error-code.ts'
import { ADOPTED } from '../downloads/adopt-copy.ts'
import { sizeInWords } from '../downloads/byte-size.ts'
import { fileStamp, noteChecked } from '../downloads/checked-note.ts'
import { sha256Of } from '../downloads/file-digest.ts'
import { freePath } from '../downloads/free-path.ts'
import { isDiskFull } from '../storage/storage-error.ts'
import { syncFolder } from '../storage/sync-folder.ts'

/** Room that stays free on the disk: the system and the conversations need some. */
const RESERVE_BYTES = 200_000_000
const PIECE_BYTES = 4 << 20
/** What the name of a copy ends in until it is whole. */
const UNFINISHED = '.importing'

export interface CopyOptions {
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** What makes a file one of the catalogue's. */
export type CatalogueFile = Pick<CatalogueEntry, 'fileName' | 'sizeBytes' | 'sha256'>

export interface CopyPlace {
  readonly folder: string
  readonly catalogue: readonly CatalogueFile[]
  /** Names that no file of one's own gets: something may come back under them. */
  readonly reserved: readonly string[]
}

/**
 * Copies a model into a folder under a name that is free there; what is half copied never has a model's name. Only a
 * copy whose checksum is the catalogue's gets one of its names, by which a download counts as ready.
 */
export async function copyModel(
  from: string,
  { folder, catalogue, reserved }: CopyPlace,
  options: CopyOptions,
): Promise<Result<string, ModelImportErrorCode>> {
  await mkdir(folder, { recursive: true })
  // Of its own: two copies of one name may be under way.
  const part = join(folder, `${randomUUID()}${UNFINISHED}`)
  try {
    const size = (await stat(from)).size
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < size + RESERVE_BYTES) return noSpace(basename(from), size)
    const candidates = catalogue.filter(({ sizeBytes }) => sizeBytes === size)
    const copyShare = candidates.length === 0 ? 1 : 0.5
    const onProgress = (share: number) => options.onProgress(share * copyShare)
    if (!(await cloned(from, part))) await copied(from, part, size, { ...options, onProgress })
    // A clone is made at once and listens to nobody.
    options.signal.throwIfAborted()
    const digest = candidates.length === 0 ? null : await digestOf(part, size, options)
    const known = candidates.find(({ sha256 }) => sha256 === digest)
    const others = [...catalogue.map(({ fileName }) => fileName), ...reserved].filter(
      (name) => name !== known?.fileName,
    )
    const path = await freePath(folder, known?.fileName ?? basename(from), others)
    if (digest !== null) await noteChecked(path, digest, await fileStamp(part))
    await rename(part, path)
    // The copy is there whole. Should a power cut take its name, what it was copied from is still there.
    await syncFolder(folder).catch(() => undefined)
    return ok(path)
  } catch (error) {
    if (options.signal.aborted) return err('stopped', 'The copy was stopped. Nothing was changed.')
    if (isDiskFull(error)) return noSpace(basename(from), 0)
    const code = errorCode(error)
    return err('disk-error', `“${basename(from)}” could not be copied (${String(code ?? error)}). Nothing was changed.`)
  } finally {
    await rm(part, { force: true })
  }
}

/** Deletes what an end of Agate left half copied. */
export async function discardCopies(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const unfinished = names.filter((name) => [UNFINISHED, ADOPTED].some((end) => name.endsWith(end)))
  for (const name of unfinished) await rm(join(folder, name), { force: true })
}

function noSpace(name: string, size: number): Result<never, ModelImportErrorCode> {
  const needed = size === 0 ? '' : ` It needs ${sizeInWords(size + RESERVE_BYTES)}.`
  return err(
    'no-space',
    `There is not enough room on the disk for “${name}”.${needed} Nothing was changed; free some room.`,
  )
}

/** File systems that can share the data of two files do so at once. */
async function cloned(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    await rm(to, { force: true })
    return false
  }
}

async function copied(from: string, to: string, size: number, { onProgress, signal }: CopyOptions): Promise<void> {
  const file = await open(to, 'wx')
  try {
    let done = 0
    for await (const piece of createReadStream(from, { highWaterMark: PIECE_BYTES, signal })) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('A stream without encoding gives bytes.')
      await file.writeFile(piece)
      done += piece.byteLength
      onProgress(Math.min(1, done / size))
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The second half of the way. */
function digestOf(part: string, size: number, { onProgress, signal }: CopyOptions): Promise<string> {
  return sha256Of(part, { signal, onBytes: (bytes) => onProgress((1 + bytes / size) / 2) })
}
