interface Job {
  readonly id: string
  readonly run: (signal: AbortSignal) => Promise<void>
  readonly controller: AbortController
  readonly gate: Gate
}

/** Runs one job after the other: two downloads at once only share the same connection. */
export class DownloadQueue {
  #waiting: Job[] = []
  #running: Job | null = null

  /** Waiting or running, and not being stopped. */
  has(id: string): boolean {
    return this.#jobs(id).some(({ controller }) => !controller.signal.aborted)
  }

  /** `run` must not throw. Does nothing where the queue has such a job; one that is being stopped is waited for. */
  add(id: string, run: (signal: AbortSignal) => Promise<void>): void {
    if (this.has(id)) return
    this.#waiting.push({ id, run, controller: new AbortController(), gate: gate() })
    void this.#next()
  }

  /** Takes a waiting job away, and stops a running one. Resolves when it no longer runs. */
  async stop(id: string): Promise<void> {
    for (const { controller } of this.#jobs(id)) controller.abort()
    for (const job of this.#waiting.filter((one) => one.id === id)) job.gate.open()
    this.#waiting = this.#waiting.filter((job) => job.id !== id)
    await this.ended(id)
  }

  /** Resolves when no such job waits or runs. */
  async ended(id: string): Promise<void> {
    await Promise.all(this.#jobs(id).map((job) => job.gate.opened))
  }

  async stopAll(): Promise<void> {
    const ids = new Set([...this.#waiting.map(({ id }) => id), ...(this.#running === null ? [] : [this.#running.id])])
    await Promise.all([...ids].map((id) => this.stop(id)))
  }

  #jobs(id: string): Job[] {
    return [...(this.#running === null ? [] : [this.#running]), ...this.#waiting].filter((job) => job.id === id)
  }

  async #next(): Promise<void> {
    if (this.#running !== null) return
    const job = this.#waiting.shift()
    if (job === undefined) return
    this.#running = job
    try {
      await job.run(job.controller.signal)
    } finally {
      this.#running = null
      job.gate.open()
      void this.#next()
    }
  }
}

interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

function gate(): Gate {
  let resolveOpened: (() => void) | null = null
  const opened = new Promise<void>((resolve) => {
    resolveOpened = resolve
  })
  return { opened, open: () => resolveOpened?.() }
}
