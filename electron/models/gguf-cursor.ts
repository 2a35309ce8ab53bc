import type { FileHandle } from 'node:fs/promises'

/** What is wrong with a file that should be a GGUF model. `detail` is for the log. */
export class GgufFault extends Error {
  readonly code: 'not-gguf' | 'truncated' | 'unsupported'

  constructor(code: GgufFault['code'], detail: string) {
    super(detail)
    this.code = code
  }
}

const WINDOW = 1 << 20

/**
 * Reads a file from its beginning, a window at a time, and never more than is asked for: no length in the file is
 * believed before the file is known to be that long.
 */
export class GgufCursor {
  #file: FileHandle
  #size: number
  #window = Buffer.alloc(0)
  #windowStart = 0
  #position = 0

  constructor(file: FileHandle, size: number) {
    this.#file = file
    this.#size = size
  }

  get position(): number {
    return this.#position
  }

  async u32(): Promise<number> {
    return (await this.#take(4)).readUInt32LE()
  }

  async u64(): Promise<bigint> {
    return (await this.#take(8)).readBigUInt64LE()
  }

  /** A count or length that must not exceed `most`. */
  async count(most: number, what: string): Promise<number> {
    const count = await this.u64()
    if (count > BigInt(most)) throw new GgufFault('unsupported', `${what} is ${count}, more than ${most}`)
    return Number(count)
  }

  async text(most: number, what: string): Promise<string> {
    return (await this.textBytes(most, what)).toString('utf8')
  }

  /** Without waiting where they were read already: a promise for each of many thousand texts takes longer than all else. */
  textBytes(most: number, what: string): Buffer | Promise<Buffer> {
    const at = this.#position - this.#windowStart
    if (at < 0 || at + 8 > this.#window.length) return this.#readText(most, what)
    const length = this.#window.readBigUInt64LE(at)
    const end = at + 8 + Number(length)
    if (length > BigInt(most) || end > this.#window.length) return this.#readText(most, what)
    this.#position = this.#windowStart + end
    return this.#window.subarray(at + 8, end)
  }

  bytes(count: number): Promise<Buffer> {
    return this.#take(count)
  }

  skip(count: number): void {
    if (this.#position + count > this.#size) throw this.#tooShort()
    this.#position += count
  }

  async #readText(most: number, what: string): Promise<Buffer> {
    return this.#take(await this.count(most, `the length of ${what}`))
  }

  async #take(count: number): Promise<Buffer> {
    const start = this.#position
    this.skip(count)
    const inWindow = start >= this.#windowStart && start + count <= this.#windowStart + this.#window.length
    if (!inWindow) await this.#fill(start, Math.max(count, WINDOW))
    const offset = start - this.#windowStart
    return this.#window.subarray(offset, offset + count)
  }

  async #fill(start: number, wanted: number): Promise<void> {
    const buffer = Buffer.alloc(Math.min(wanted, this.#size - start))
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, start)
    // The file became shorter while it was read.
    if (bytesRead < buffer.length) throw this.#tooShort()
    this.#window = buffer
    this.#windowStart = start
  }

  #tooShort(): GgufFault {
    return new GgufFault('truncated', `the file ends after ${this.#size} bytes, inside its header`)
  }
}
