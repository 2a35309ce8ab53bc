import os from 'node:os'
import { roomForThreads } from './threads.ts'

/** Shortest time over which the load of the machine is measured. */
const SAMPLE_MS = 300

export interface Sample {
  readonly at: number
  /** Milliseconds of processor time since the start: of everybody, and of this process. */
  readonly everybody: number
  readonly own: number
}

/**
 * Follows what other programs do with the processor. When they need a core, the engine gives up a thread: its
 * threads wait for each other by spinning, so two on one free core are many times slower than one.
 */
export class ThreadPacer {
  #most: number
  #setThreads: (threads: number) => void
  #cores: number
  #take: () => Sample
  #last: Sample

  constructor(
    most: number,
    setThreads: (threads: number) => void,
    { cores = os.availableParallelism(), take = takeSample }: { cores?: number; take?: () => Sample } = {},
  ) {
    this.#most = most
    this.#setThreads = setThreads
    this.#cores = cores
    this.#take = take
    this.#last = take()
  }

  /** Work begins after a rest: what others did meanwhile says nothing about now, and took a thread from the first chunks. */
  begin(): void {
    this.#last = this.#take()
  }

  /** Cheap enough for every token and chunk. */
  adjust(): void {
    if (this.#most === 1 || performance.now() - this.#last.at < SAMPLE_MS) return
    const now = this.#take()
    const elapsed = now.at - this.#last.at
    const others = now.everybody - this.#last.everybody - (now.own - this.#last.own)
    this.#last = now
    this.#setThreads(roomForThreads(this.#most, this.#cores, others / elapsed))
  }
}

function takeSample(): Sample {
  const { user, system } = process.cpuUsage()
  const everybody = os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
  return { at: performance.now(), everybody, own: (user + system) / 1000 }
}
