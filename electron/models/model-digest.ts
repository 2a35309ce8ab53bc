import { stat } from 'node:fs/promises'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { sha256Of } from '../downloads/file-digest.ts'

/** Checksums of model files, each taken once as long as its file stays the same. */
export class ModelDigest {
  readonly #known = new Map<string, { readonly stamp: string; readonly digest: Promise<string> }>()

  /** In hexadecimal; null when the file cannot be read. */
  async of({ path }: ModelFile): Promise<string | null> {
    try {
      const { size, mtimeMs, ino } = await stat(path)
      const stamp = `${size} ${mtimeMs} ${ino}`
      const known = this.#known.get(path)
      if (known?.stamp === stamp) return await known.digest
      const digest = sha256Of(path, { signal: new AbortController().signal })
      this.#known.set(path, { stamp, digest })
      return await digest
    } catch {
      // The engine says what is wrong with the file when it loads it.
      this.#known.delete(path)
      return null
    }
  }
}
