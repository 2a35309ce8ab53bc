import type { EngineLimits } from './limits.ts'

/** Counts crashes in a row and decides whether the engine is started again, and when. */
export class CrashRecord {
  #limits: EngineLimits
  #inRow = 0

  constructor(limits: EngineLimits) {
    this.#limits = limits
  }

  /**
   * Returns the pause before the next start, or null when it would be in vain: the engine crashed too often in a row,
   * whatever it was doing.
   */
  crashed(): number | null {
    this.#inRow += 1
    if (this.#inRow >= this.#limits.crashesMax) return null
    const delays = this.#limits.restartDelaysMs
    return delays[Math.min(this.#inRow, delays.length) - 1] ?? 0
  }

  /** A generation came to its end. */
  worked(): void {
    this.#inRow = 0
  }
}
