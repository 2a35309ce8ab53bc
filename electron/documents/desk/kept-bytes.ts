import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The bytes of documents that are drawn, or that were pasted and are nowhere else: each in a file named after its checksum,
 * in a folder for its user alone.
 */
export class KeptBytes {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  pathOf(sha256: string): string {
    return join(this.#folder, sha256)
  }

  async has(sha256: string): Promise<boolean> {
    return (await stat(this.pathOf(sha256)).catch(() => null)) !== null
  }

  /** On disk when it returns; a file that is there is whole, whatever happened. Throws where the disk is full. */
  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await this.has(sha256)) return
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const part = `${this.pathOf(sha256)}.part`
    try {
      const file = await open(part, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, this.pathOf(sha256))
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }

  /** Null when they are not kept. */
  async get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = await readFile(this.pathOf(sha256)).catch(() => null)
    return bytes === null ? null : new Uint8Array(bytes)
  }

  /** Deletes all others. */
  async keepOnly(wanted: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    for (const name of names) if (!wanted.has(name)) await rm(join(this.#folder, name), { force: true })
  }
}
