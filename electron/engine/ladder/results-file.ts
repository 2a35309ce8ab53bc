import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { EngineLog } from '../engine-process.ts'
import { emptyResults, lasting, Results } from './results.ts'

/** The results of this computer's devices, kept in a file that is written whole or not at all. */
export class ResultsFile {
  readonly #path: string
  readonly #log: EngineLog
  #results: Results

  /** Results from other `surroundings` are dropped without a word, a damaged file with one for the log. */
  constructor(path: string, surroundings: string, log: EngineLog) {
    this.#path = path
    this.#log = log
    const kept = this.#read()
    this.#results = kept?.surroundings === surroundings ? kept : emptyResults(surroundings)
  }

  get(): Results {
    return this.#results
  }

  set(change: Partial<Results>): void {
    this.#results = { ...this.#results, ...change }
    try {
      writeFileSync(`${this.#path}.new`, JSON.stringify(lasting(this.#results), null, 2), { mode: 0o600, flush: true })
      renameSync(`${this.#path}.new`, this.#path)
    } catch (error) {
      // They are still known until Agate ends, and found again after that.
      this.#log('warn', `The results of the devices could not be saved: ${String(error)}`)
    }
  }

  #read(): Results | null {
    let text: string
    try {
      text = readFileSync(this.#path, 'utf8')
    } catch {
      return null
    }
    try {
      return Results.parse(JSON.parse(text))
    } catch (error) {
      this.#log('warn', `The saved results of the devices are damaged and were dropped: ${String(error)}`)
      return null
    }
  }
}
