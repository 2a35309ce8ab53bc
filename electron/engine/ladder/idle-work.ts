import type { Engine } from '../engine.ts'

interface IdleWorkOptions {
  readonly engine: Pick<Engine, 'status' | 'onStatus'>
  /** Time without a question after which the work begins. */
  readonly afterMs: number
  /** The same before it is tried again when it could not be done. */
  readonly laterMs: number
  /**
   * Whether all of it is done. Aborting the signal must end it at once; it is then called again at the next
   * opportunity.
   */
  readonly work: (signal: AbortSignal) => Promise<boolean>
  /** Hears of work that threw; it is called again after the next load. */
  readonly failed: (error: unknown) => void
}

/** Does something once after each load of a model, while nobody asks anything: a question always goes first. */
export class IdleWork {
  readonly #options: IdleWorkOptions
  readonly #unlisten: () => void
  #timer: NodeJS.Timeout | undefined
  #stop: AbortController | null = null
  /** Settles when the work before is gone. */
  #ended: Promise<void> = Promise.resolve()
  #done = false
  #holds = 0

  constructor(options: IdleWorkOptions) {
    this.#options = options
    this.#unlisten = options.engine.onStatus(({ state }) => this.#follow(state))
    this.#follow(options.engine.status().state)
  }

  async close(): Promise<void> {
    this.#unlisten()
    this.#pause()
    await this.#ended
  }

  /** Nothing begins, and what has begun ends, until the returned function is called. */
  hold(): () => void {
    this.#holds += 1
    this.#pause()
    return () => {
      this.#holds -= 1
      this.#follow(this.#options.engine.status().state)
    }
  }

  /** Does it again, as soon as nothing is asked. */
  again(): void {
    this.#pause()
    this.#done = false
    if (this.#options.engine.status().state === 'ready' && this.#holds === 0) this.#begin()
  }

  #follow(state: string): void {
    if (state === 'starting' || state === 'restarting') this.#done = false
    if (state !== 'ready') this.#pause()
    else if (!this.#done && this.#holds === 0 && this.#stop === null && this.#timer === undefined) {
      this.#wait(this.#options.afterMs)
    }
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => this.#begin(), ms)
  }

  #pause(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#stop?.abort()
    this.#stop = null
  }

  #begin(): void {
    this.#timer = undefined
    const stop = new AbortController()
    this.#stop = stop
    this.#ended = this.#ended.then(() => this.#run(stop))
  }

  async #run(stop: AbortController): Promise<void> {
    // Paused again before the work before had ended.
    if (this.#stop !== stop) return
    const isDone = await this.#work(stop.signal)
    if (this.#stop !== stop) return
    this.#done = isDone
    this.#stop = null
    if (!isDone) this.#wait(this.#options.laterMs)
  }

  /** What threw would throw again in a minute: it counts as done until the next load. */
  async #work(signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#options.work(signal)
    } catch (error) {
      this.#options.failed(error)
      return true
    }
  }
}
