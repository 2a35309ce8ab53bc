import type { Results } from './results.ts'
import type { ResultsFile } from './results-file.ts'
import { rungKey, SMALL_PROCESSOR_RUNG } from './rungs.ts'

/** In bytes. */
export interface ComputerMemory {
  readonly freeBytes: number
  readonly totalBytes: number
}

type Load = Results['loads'][number]
type Loaded = Pick<Load, 'model' | 'rung'>

/** Crashes while loading after which a rung is left: one may be chance, and with the small context it no longer is. */
const CRASHES_MOST = 2
const SMALL_CRASHES_MOST = 1
/** More memory than at the crash that is worth another try, in bytes: less than that comes and goes all the time. */
const MORE_BYTES = 512 * 1024 ** 2

/** Loads on the processor that ended the engine or all of Agate, until the same load goes well or has more memory. */
export class ProcessorLoads {
  readonly #results: ResultsFile
  readonly #memory: () => ComputerMemory
  /** Before the load that runs: what a dead process had is given back only little by little. */
  #before: ComputerMemory | null = null

  constructor(results: ResultsFile, memory: () => ComputerMemory) {
    this.#results = results
    this.#memory = memory
  }

  began(): void {
    this.#before = this.#memory()
  }

  /** Whether it crashed there too often, and would again. */
  avoids(load: Loaded): boolean {
    const known = this.#find(load)
    return known !== undefined && known.crashes >= most(load) && !this.#isMore(known)
  }

  /** Whether the rung is to be left: after one crash too many, or at once. */
  crashed(load: Loaded, counts: 'once' | 'for-good' = 'once'): boolean {
    const before = this.#before ?? this.#memory()
    const known = this.#find(load)
    const holds = known !== undefined && !this.#isMore(known)
    const crashes = counts === 'for-good' ? most(load) : (holds ? known.crashes : 0) + 1
    const freeBytes = Math.max(before.freeBytes, holds ? known.freeBytes : 0)
    const { model, rung } = load
    this.#set([...this.#others(load), { model, rung, crashes, freeBytes, totalBytes: before.totalBytes }])
    return crashes >= most(load)
  }

  succeeded(load: Loaded): void {
    if (this.#find(load)) this.#set(this.#others(load))
  }

  forget(model: string): void {
    this.#set(this.#results.get().loads.filter((load) => load.model !== model))
  }

  #isMore(then: ComputerMemory): boolean {
    return isMoreMemory(this.#memory(), then)
  }

  #find(load: Loaded): Load | undefined {
    return this.#results.get().loads.find((other) => isSame(other, load))
  }

  #others(load: Loaded): Load[] {
    return this.#results.get().loads.filter((other) => !isSame(other, load))
  }

  #set(loads: Load[]): void {
    this.#results.set({ loads })
  }
}

/** Whether so much more memory is free, or installed, that another try is worth it. */
export function isMoreMemory(now: ComputerMemory, then: ComputerMemory): boolean {
  return now.freeBytes > then.freeBytes + MORE_BYTES || now.totalBytes > then.totalBytes + MORE_BYTES
}

function isSame(a: Loaded, b: Loaded): boolean {
  return a.model === b.model && a.rung === b.rung
}

function most({ rung }: Loaded): number {
  return rung === rungKey(SMALL_PROCESSOR_RUNG) ? SMALL_CRASHES_MOST : CRASHES_MOST
}
