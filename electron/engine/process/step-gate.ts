/** What a job does next: change what its lane holds, evaluate a chunk of its prompt, or make a token of its reply. */
export type Step = 'adapt' | 'read' | 'write'

/** A job between its first and its last step. */
export interface GatedJob {
  /**
   * Resolves when this step may be taken, or at once when the job's signal is aborted. The step counts as being taken
   * until the next call, or `leave`.
   */
  step(step: Step): Promise<void>
  leave(): void
}

interface Job {
  readonly rank: number
  readonly lane: number
  /** What it waits for; null while it is taking a step. */
  waits: { readonly step: Step; readonly go: () => void } | null
}

/**
 * Lets jobs take their steps together, so that they share batches of the context, and in the order of their lanes, or
 * llama.cpp splits the batch. By default two replies alternate instead, because each asks for its next token a moment
 * after the batch before was put together (7.8 against 18.2 tokens/s for four of Gemma 2 2B).
 *
 * Only jobs of the smallest rank go on; the others stand still between two steps and lose nothing. Of several prompts
 * the oldest is read first, while replies go on. A lane is adapted while nobody evaluates: the library takes a lock for
 * it that it holds as long as batches follow each other.
 */
export class StepGate {
  readonly #jobs = new Set<Job>()

  get size(): number {
    return this.#jobs.size
  }

  join(rank: number, lane: number, signal: AbortSignal): GatedJob {
    const job: Job = { rank, lane, waits: null }
    const leave = () => {
      this.#jobs.delete(job)
      job.waits?.go()
      this.#open()
    }
    this.#jobs.add(job)
    signal.addEventListener('abort', leave, { once: true })
    return {
      step: (step) =>
        new Promise((go) => {
          job.waits = { step, go }
          // Later, so that whoever asked last also waits already, and all go on in the order of their lanes.
          if (signal.aborted) go()
          else queueMicrotask(() => this.#open())
        }),
      leave: () => {
        signal.removeEventListener('abort', leave)
        leave()
      },
    }
  }

  #open(): void {
    const first = Math.min(...[...this.#jobs].map(({ rank }) => rank))
    const going = [...this.#jobs].filter(({ rank }) => rank === first)
    if (going.some(({ waits }) => waits === null)) return
    const adapting = going.find(({ waits }) => waits?.step === 'adapt')
    const reading = going.find(({ waits }) => waits?.step === 'read')
    const together = going.filter((job) => job === reading || job.waits?.step === 'write')
    for (const job of adapting ? [adapting] : together.sort((a, b) => a.lane - b.lane)) {
      const go = job.waits?.go
      job.waits = null
      go?.()
    }
  }
}
