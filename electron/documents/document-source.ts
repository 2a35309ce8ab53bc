import { createHash, type Hash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DocumentErrorCode } from '../../shared/model/document.ts'

/** A document that was picked or dropped: by its place, or by what is in it already. */
export type DocumentSource =
  { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

export interface DocumentBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
}

export type SourceFault = Extract<
  DocumentErrorCode,
  | 'file-not-found'
  | 'is-a-folder'
  | 'not-a-file'
  | 'access-denied'
  | 'disk-error'
  | 'changed-while-read'
  | 'too-large'
  | 'empty'
  | 'cancelled'
>

export type SourceOutcome =
  { readonly ok: true; readonly value: DocumentBytes } | { readonly ok: false; readonly fault: SourceFault }

export const DOCUMENT_BYTES_MAX = 200 * 1024 * 1024

const PIECE_BYTES = 1024 * 1024

/** The bytes as they were at one moment; a file that changes meanwhile is refused, for half of each is neither. */
export async function gatherBytes(source: DocumentSource, signal: AbortSignal): Promise<SourceOutcome> {
  if ('bytes' in source) return checked(source.name, source.bytes, createHash('sha256').update(source.bytes))
  try {
    const before = await stat(source.path)
    if (before.isDirectory()) return refused('is-a-folder')
    // Opening a pipe would wait for ever, and a device may have no end.
    if (!before.isFile()) return refused('not-a-file')
    const file = await open(source.path, constants.O_RDONLY)
    try {
      return await readFile(file, source.path, before, signal)
    } finally {
      await file.close()
    }
  } catch (error) {
    return refused(faultOf(error))
  }
}

async function readFile(file: FileHandle, path: string, before: Stats, signal: AbortSignal): Promise<SourceOutcome> {
  if (before.size > DOCUMENT_BYTES_MAX) return refused('too-large')
  // One byte more than there is, to see a file that grows.
  const bytes = new Uint8Array(before.size + 1)
  const hash = createHash('sha256')
  let length = 0
  while (length < bytes.length) {
    if (signal.aborted) return refused('cancelled')
    const { bytesRead } = await file.read(bytes, length, Math.min(PIECE_BYTES, bytes.length - length))
    if (bytesRead === 0) break
    // Piece by piece: all of a large file at once would be a pause that is felt.
    hash.update(bytes.subarray(length, length + bytesRead))
    length += bytesRead
  }
  if (length !== before.size || !sameFile(before, await stat(path).catch(() => null))) {
    return refused('changed-while-read')
  }
  return checked(basename(path), bytes.subarray(0, length), hash)
}

function sameFile(before: Stats, after: Stats | null): boolean {
  return after !== null && after.ino === before.ino && after.size === before.size && after.mtimeMs === before.mtimeMs
}

function checked(name: string, bytes: Uint8Array<ArrayBuffer>, hash: Hash): SourceOutcome {
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > DOCUMENT_BYTES_MAX) return refused('too-large')
  return { ok: true, value: { name, bytes, sha256: hash.digest('hex') } }
}

function refused(fault: SourceFault) {
  return { ok: false as const, fault }
}

function faultOf(error: unknown): SourceFault {
  switch (Reflect.get(Object(error), 'code')) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'file-not-found'
    case 'EACCES':
    case 'EPERM':
      return 'access-denied'
    case 'EISDIR':
      return 'is-a-folder'
    default:
      return 'disk-error'
  }
}
