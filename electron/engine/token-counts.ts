/** Processes that get a text to count before it counts as not countable. */
const POSTS_MAX = 2
/** Characters that go to the process in one message. */
const BATCH = 256_000

interface Count {
  readonly id: number
  readonly texts: readonly string[]
  readonly resolve: (counts: number[] | null) => void
  posts: number
}

/** Who counts: `begin` when something new waits, `stop` when a process need not go on with one that it has. */
export interface Counter {
  begin(): void
  stop(id: number): void
}

/** Texts whose tokens are to be counted: they wait for a process, and once more for the next when theirs is lost. */
export class TokenCounts {
  readonly #waiting = new Set<Count>()
  readonly #posted = new Map<number, Count>()
  /** Below zero: a generation has none of these. */
  #lastId = 0

  /** Null when `signal` is aborted, or when there is no process to count. */
  async count(texts: readonly string[], signal: AbortSignal, counter: Counter): Promise<number[] | null> {
    const all: number[] = []
    for (const batch of batchesOf(texts)) {
      const counts = await this.#add(batch, signal, counter)
      if (counts === null) return null
      for (const count of counts) all.push(count)
    }
    return all
  }

  post(send: (id: number, texts: readonly string[]) => void): void {
    for (const count of this.#waiting) {
      this.#waiting.delete(count)
      this.#posted.set(count.id, count)
      count.posts += 1
      send(count.id, count.texts)
    }
  }

  counted(id: number, counts: number[] | null): void {
    const count = this.#posted.get(id)
    this.#posted.delete(id)
    count?.resolve(counts)
  }

  /** The process is gone. */
  lost(): void {
    for (const count of this.#posted.values()) {
      if (count.posts < POSTS_MAX) this.#waiting.add(count)
      else count.resolve(null)
    }
    this.#posted.clear()
  }

  /** There will be no process. */
  refuse(): void {
    for (const count of this.#waiting) count.resolve(null)
    this.#waiting.clear()
  }

  #add(texts: readonly string[], signal: AbortSignal, counter: Counter): Promise<number[] | null> {
    if (signal.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const id = --this.#lastId
      const stop = () => {
        this.#waiting.delete(count)
        if (this.#posted.delete(id)) counter.stop(id)
        count.resolve(null)
      }
      const count: Count = {
        id,
        texts,
        posts: 0,
        resolve: (counts) => {
          signal.removeEventListener('abort', stop)
          resolve(counts)
        },
      }
      signal.addEventListener('abort', stop)
      this.#waiting.add(count)
      counter.begin()
    })
  }
}

/** The texts in order, in batches that a message can hold. */
function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = []
  let room = 0
  for (const text of texts) {
    if (batches.length === 0 || text.length > room) {
      batches.push([])
      room = BATCH
    }
    batches.at(-1)?.push(text)
    room -= text.length
  }
  return batches
}
