/** One connection that Agate made. */
export interface Connection {
  readonly host: string
  /** Why, in a few words: "Download of Gemma 2 2B". */
  readonly purpose: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** Of the answer's body, so far. */
  readonly bytes: number
  readonly open: boolean
}

/** What is kept of a session; the count of all connections goes on. */
const KEPT_CONNECTIONS = 500

export interface OpenConnection {
  received(bytes: number): void
  close(): void
}

/** Every connection since the start, newest last. Holds hosts, never whole addresses: those can carry signatures. */
export class ConnectionLedger {
  readonly #now: () => number
  #connections: { host: string; purpose: string; at: number; bytes: number; open: boolean }[] = []
  #total = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Connections since the start, also those that are no longer listed. */
  get total(): number {
    return this.#total
  }

  open(host: string, purpose: string): OpenConnection {
    const connection = { host, purpose, at: this.#now(), bytes: 0, open: true }
    this.#connections = [...this.#connections, connection].slice(-KEPT_CONNECTIONS)
    this.#total += 1
    return {
      received(bytes) {
        connection.bytes += bytes
      },
      close() {
        connection.open = false
      },
    }
  }

  list(): Connection[] {
    return this.#connections.map((connection) => ({ ...connection }))
  }
}
