import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const SALVAGED = 'salvaged '

/**
 * A small file beside the database that says whether it was closed properly. It also proves that there once was a database: SQLite opens a
 * missing or emptied file without a word.
 */
export class UseMarker {
  readonly existed: boolean
  readonly leftOpen: boolean
  /** While it was open last, SQLite found it damaged. */
  readonly wasDamaged: boolean
  /** The name under which a damaged database is kept, or will be, since what could be read of it is complete; null when this was told. */
  readonly salvagedFrom: string | null
  readonly #file: string

  constructor(databasePath: string) {
    this.#file = `${databasePath}.state`
    this.existed = existsSync(this.#file)
    const state = this.existed ? readFileSync(this.#file, 'utf8') : 'closed'
    this.leftOpen = state !== 'closed'
    this.wasDamaged = state === 'damaged'
    this.salvagedFrom = state.startsWith(SALVAGED) ? state.slice(SALVAGED.length) : null
  }

  open(): void {
    this.#write('open')
  }

  close(): void {
    this.#write('closed')
  }

  damaged(): void {
    this.#write('damaged')
  }

  salvaged(kept: string): void {
    this.#write(SALVAGED + kept)
  }

  /** On disk when it returns: files are renamed because of what it says. */
  #write(state: string): void {
    writeFileSync(this.#file, state, { mode: 0o600, flush: true })
  }
}
