import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorCode } from '../error-code.ts'

/** A file of the catalogue and where it shall lie. */
export interface DownloadTarget {
  /** What people call it, for sentences and for the ledger. */
  readonly name: string
  readonly url: string
  readonly revision: string
  readonly sizeBytes: number
  readonly sha256: string
  /** Absolute; only a verified file ever gets this name. */
  readonly path: string
}

/** What the bytes of a `.part` belong to. */
const PartRecord = z.object({
  url: z.string(),
  revision: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  etag: z.string().nullable(),
})

export interface Part {
  readonly have: number
  readonly etag: string | null
}

/** The file of a part, as far as a download writes it. */
export interface PartHandle {
  /** Writes some of the bytes at `position` and says how many. */
  write(bytes: Uint8Array, position: number): Promise<number>
  sync(): Promise<void>
  close(): Promise<void>
}

export type OpenPartHandle = (path: string, flags: 'wx' | 'r+') => Promise<PartHandle>

export function partPath(path: string): string {
  return `${path}.part`
}

function recordPath(path: string): string {
  return `${path}.part.json`
}

/** What is here of the target. A part of another file, or one that is too long, is removed. */
export async function readPart(target: DownloadTarget): Promise<Part> {
  const have = await sizeOf(partPath(target.path))
  if (have === null) return { have: 0, etag: null }
  const record = await readRecord(target.path)
  const same =
    record !== null &&
    record.url === target.url &&
    record.revision === target.revision &&
    record.sizeBytes === target.sizeBytes &&
    record.sha256 === target.sha256
  if (same && have <= target.sizeBytes) return { have, etag: record.etag }
  await discardPart(target.path)
  return { have: 0, etag: null }
}

/** Makes ready to write from the first byte. The record comes first: a part without one would be thrown away. */
export async function beginPart(target: DownloadTarget, etag: string | null): Promise<void> {
  const { url, revision, sizeBytes, sha256, path } = target
  // Removed, not emptied: should the name be a link to another program's file, that one must not change.
  await discardPart(path)
  const record: z.infer<typeof PartRecord> = { url, revision, sizeBytes, sha256, etag }
  const fresh = `${recordPath(path)}.new`
  await writeFile(fresh, JSON.stringify(record), { flush: true })
  await rename(fresh, recordPath(path))
}

export async function discardPart(path: string): Promise<void> {
  await rm(partPath(path), { force: true })
  await rm(recordPath(path), { force: true })
}

/** Brings what was written to the disk itself, where a power cut cannot take it. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

export async function openPartHandle(path: string, flags: 'wx' | 'r+'): Promise<PartHandle> {
  const file = await open(path, flags)
  return {
    write: async (bytes, position) => (await file.write(bytes, 0, bytes.byteLength, position)).bytesWritten,
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

/** Null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export function isMissing(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

async function readRecord(path: string): Promise<z.infer<typeof PartRecord> | null> {
  try {
    return PartRecord.parse(JSON.parse(await readFile(recordPath(path), 'utf8')))
  } catch (error) {
    // No record, or one that a crash cut short: either way nobody can tell what the bytes belong to.
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
