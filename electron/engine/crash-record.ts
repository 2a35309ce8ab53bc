import type { EngineLimits } from './limits.ts'

/** Counts crashes in a row and decides whether the engine is started again, and when. */
export class CrashRecord {
  #limits: EngineLimits
  #inRow = 0
  #withoutWork = 0

  constructor(limits: EngineLimits) {
    this.#limits = limits
  }

  /**
   * Returns the pause before the next start, or null when it would be in vain: the engine crashed too often in a row
   * without anybody asking it anything. A crash during an answer never counts towards that: the next question may work.
   */
  crashed(during: 'load' | 'idle' | 'generate'): number | null {
    this.#inRow += 1
    this.#withoutWork = during === 'generate' ? 0 : this.#withoutWork + 1
    if (this.#withoutWork >= this.#limits.crashesMax) return null
    const delays = this.#limits.restartDelaysMs
    return delays[Math.min(this.#inRow, delays.length) - 1] ?? 0
  }

  /** A generation came to its end. */
  worked(): void {
    this.#inRow = 0
    this.#withoutWork = 0
  }
}
