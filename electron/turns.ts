import { setImmediate } from 'node:timers/promises'

/** In milliseconds. Work that must not be felt lets whatever waits go first this often: a key, a frame, a token. */
const TURN_MS = 8

/** Cuts long work in the main process into slices. */
export class Turns {
  readonly #now: () => number
  #began: number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#began = now()
  }

  /** To be awaited between two pieces of work, none of which takes long. Mostly it returns at once. */
  async give(): Promise<void> {
    if (this.#now() - this.#began < TURN_MS) return
    await setImmediate()
    this.#began = this.#now()
  }
}
