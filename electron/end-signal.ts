/** Lets any number wait for the next end of something. */
export class EndSignal {
  readonly #waiting = new Set<() => void>()

  tell(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  /** Also resolves when the signal is aborted. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
