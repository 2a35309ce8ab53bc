/** Between work that tells what happens and one reader of it. The reader gets all of it, then the end or the error. */
export class EventChannel<Event, End> {
  readonly #events: Event[] = []
  #settled: { readonly end: End } | { readonly error: unknown } | null = null
  #wake: () => void = () => undefined

  push(event: Event): void {
    this.#events.push(event)
    this.#wake()
  }

  /** What happens here is the end. */
  follow(work: Promise<End>): void {
    work.then(
      (end) => this.#settle({ end }),
      (error: unknown) => this.#settle({ error }),
    )
  }

  async *read(): AsyncGenerator<Event, End, undefined> {
    for (;;) {
      const event = this.#events.shift()
      if (event !== undefined) yield event
      else if (this.#settled === null) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if ('end' in this.#settled) return this.#settled.end
      else throw this.#settled.error
    }
  }

  #settle(settled: { readonly end: End } | { readonly error: unknown }): void {
    this.#settled = settled
    this.#wake()
  }
}
