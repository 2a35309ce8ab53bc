import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * A small file beside the database that says whether it was closed properly. It also proves that there once was a database: SQLite opens a
 * missing or emptied file without a word.
 */
export class UseMarker {
  readonly existed: boolean
  readonly leftOpen: boolean
  readonly #file: string

  constructor(databasePath: string) {
    this.#file = `${databasePath}.state`
    this.existed = existsSync(this.#file)
    this.leftOpen = this.existed && readFileSync(this.#file, 'utf8') !== 'closed'
  }

  open(): void {
    writeFileSync(this.#file, 'open', { mode: 0o600 })
  }

  close(): void {
    writeFileSync(this.#file, 'closed', { mode: 0o600 })
  }
}
