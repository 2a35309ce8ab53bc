import { createHash, type Hash } from 'node:crypto'
import { DownloadFault } from './download-fault.ts'
import { beginPart, type DownloadTarget, type OpenPartHandle, type PartHandle, partPath } from './part-file.ts'

/** The first bytes of every GGUF file. */
const MAGIC = Buffer.from('GGUF')

export interface PartWriterOptions {
  readonly target: DownloadTarget
  /** Position of the first byte that will be written. */
  readonly from: number
  readonly etag: string | null
  readonly open: OpenPartHandle
}

/** Writes a body to the `.part`, refuses what cannot be the model, and hashes what it writes from the first byte on. */
export class PartWriter {
  readonly #target: DownloadTarget
  readonly #handle: PartHandle
  /** Null when the beginning was written before, so that this hash would not be the file's. */
  readonly #hash: Hash | null
  #position: number

  private constructor(target: DownloadTarget, handle: PartHandle, from: number) {
    this.#target = target
    this.#handle = handle
    this.#hash = from === 0 ? createHash('sha256') : null
    this.#position = from
  }

  static async open({ target, from, etag, open }: PartWriterOptions): Promise<PartWriter> {
    if (from === 0) await beginPart(target, etag)
    const handle = await open(partPath(target.path), from === 0 ? 'wx' : 'r+')
    return new PartWriter(target, handle, from)
  }

  get position(): number {
    return this.#position
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (!continuesMagic(chunk, this.#position)) throw new DownloadFault('not-a-model', { discard: true })
    if (this.#position + chunk.byteLength > this.#target.sizeBytes) {
      throw new DownloadFault('size-mismatch', { discard: true })
    }
    let rest = chunk
    while (rest.byteLength > 0) {
      const written = await this.#handle.write(rest, this.#position)
      this.#position += written
      rest = rest.subarray(written)
    }
    this.#hash?.update(chunk)
  }

  /** Of the whole file; null when only its end was written here, so that it has to be read again. */
  digest(): string | null {
    return this.#hash?.digest('hex') ?? null
  }

  async close(): Promise<void> {
    try {
      await this.#handle.sync()
    } finally {
      await this.#handle.close()
    }
  }
}

/** Whether a chunk at this position agrees with what a model begins with; it can come in pieces of one byte. */
function continuesMagic(chunk: Uint8Array, position: number): boolean {
  const rest = MAGIC.subarray(position)
  return rest.every((byte, index) => index >= chunk.byteLength || chunk[index] === byte)
}
