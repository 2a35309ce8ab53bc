import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { deleteFolder } from '../../delete-folder.ts'

/**
 * Copies that other programs open: what they write must never reach the bytes that Agate keeps, and without its name and
 * ending no program would know what the file is.
 */
export class OpenedCopies {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Where it lies, for its user to read only. Throws where the disk is full. */
  async write(name: string, bytes: Uint8Array): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const path = join(await mkdtemp(join(this.#folder, 'copy-')), basename(name))
    await writeFile(path, bytes, { mode: 0o400 })
    return path
  }

  /** Deletes all of them. Throws where one stays, because another program holds it, after the others are gone. */
  clear(): Promise<void> {
    return deleteFolder(this.#folder)
  }
}
