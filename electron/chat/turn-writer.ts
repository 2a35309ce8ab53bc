/** Text that is written but not saved is never older than this, as long as the event loop turns. */
export const SAVE_EVERY_MS = 250

/**
 * Gathers the text of a growing reply and saves it in steps. A step is taken by a timer, or by the text that comes when the time is
 * over: under load timers run late.
 */
export class TurnWriter {
  readonly #save: (text: string) => void
  readonly #onError: (error: unknown) => void
  #pending = ''
  #pendingSince = 0
  #timer: NodeJS.Timeout | undefined

  constructor(save: (text: string) => void, onError: (error: unknown) => void) {
    this.#save = save
    this.#onError = onError
  }

  push(text: string): void {
    if (text === '') return
    if (this.#pending === '') {
      this.#pendingSince = performance.now()
      this.#timer = setTimeout(() => {
        this.#flush()
      }, SAVE_EVERY_MS)
    }
    this.#pending += text
    if (performance.now() - this.#pendingSince >= SAVE_EVERY_MS) this.#flush()
  }

  /** Stops saving and hands over what is not saved yet. */
  close(): string {
    clearTimeout(this.#timer)
    const rest = this.#pending
    this.#pending = ''
    return rest
  }

  #flush(): void {
    clearTimeout(this.#timer)
    const text = this.#pending
    this.#pending = ''
    try {
      this.#save(text)
    } catch (error) {
      // Not saved is not lost: the end of the turn tries once more.
      this.#pending = text
      this.#onError(error)
    }
  }
}
