import { closeSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { isDiskFull } from './storage-error.ts'

const BALLAST_BYTES = 8 * 1024 * 1024

/**
 * A file that only takes up room. On a full disk even deleting from a database fails; giving this up lets the reply that is being written be
 * finished and its end be saved.
 */
export class Ballast {
  readonly #file: string
  #isGivenUp = false

  constructor(databasePath: string) {
    this.#file = `${databasePath}.ballast`
  }

  /**
   * Written in full: a sparse file would hold no room. Does nothing when the disk is too full for it, or was since this
   * Agate started: what needed the room still does.
   */
  take(): void {
    if (this.#isGivenUp) return
    if (statSync(this.#file, { throwIfNoEntry: false })?.size === BALLAST_BYTES) return
    try {
      const file = openSync(this.#file, 'w', 0o600)
      try {
        const block = Buffer.alloc(1024 * 1024, 1)
        for (let written = 0; written < BALLAST_BYTES; written += block.length) writeSync(file, block)
      } finally {
        closeSync(file)
      }
    } catch {
      // No room for it now; the room that is left is more useful free.
      this.release()
    }
  }

  /** True when there was something to give up. */
  release(): boolean {
    const held = existsSync(this.#file)
    this.#isGivenUp = true
    rmSync(this.#file, { force: true })
    return held
  }

  /** Runs a write; on a full disk once more, with the room of this. */
  withRoom<T>(write: () => T): T {
    try {
      return write()
    } catch (error) {
      if (!isDiskFull(error) || !this.release()) throw error
      return write()
    }
  }
}
