import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { throwIfStopped } from './download-fault.ts'

/** Small enough that hashing a piece never holds up the main process for longer than a frame. */
export const PIECE_BYTES = 256 * 1024

export interface DigestOptions {
  readonly signal: AbortSignal
  readonly onBytes?: (bytes: number) => void
}

export type Compared = 'same' | 'other' | 'unreadable'

/** How a file stands to a checksum; one that cannot be read to its end, or not before it was stopped, is unreadable. */
export async function compareDigest(path: string, sha256: string, options: DigestOptions): Promise<Compared> {
  try {
    return (await sha256Of(path, options)) === sha256 ? 'same' : 'other'
  } catch {
    return 'unreadable'
  }
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string, { signal, onBytes }: DigestOptions): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    throwIfStopped(signal)
    if (!(piece instanceof Uint8Array)) throw new TypeError('A stream without encoding gives bytes.')
    hash.update(piece)
    bytes += piece.byteLength
    onBytes?.(bytes)
  }
  return hash.digest('hex')
}
