/** Calls `ring` once nothing has happened for `afterMs`. */
export class IdleClock {
  readonly #afterMs: number
  readonly #ring: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(afterMs: number, ring: () => void) {
    this.#afterMs = afterMs
    this.#ring = ring
  }

  /** Counts from now. */
  restart(): void {
    this.stop()
    this.#timer = setTimeout(this.#ring, this.#afterMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
