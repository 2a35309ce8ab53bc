import type { GenerateRequest } from './engine.ts'
import { rankOf } from './priority.ts'
import type { Generation } from './generation.ts'
import { TokenCounts } from './token-counts.ts'

/** Processes that get a request before it fails with them. */
const POSTS_MAX = 2

/** More than any two priorities are apart. */
const BEGUN_FIRST = 10

/** The process that requests are handed to. */
interface Poster {
  generate(id: number, request: GenerateRequest): void
  count(id: number, texts: readonly string[]): void
}

/**
 * The requests that have not ended. They wait here while no process can take them; one that can gets all of them, and
 * does the more urgent first.
 */
export class RequestQueue {
  readonly counts = new TokenCounts()
  readonly #waiting = new Set<Generation>()
  readonly #posted = new Map<number, Generation>()

  get isAsked(): boolean {
    return this.#waiting.size + this.#posted.size > 0
  }

  /** The process has something to do. */
  get busy(): boolean {
    return this.#posted.size > 0
  }

  /** Of those that the process has: the one it does first. */
  get foremost(): Generation | null {
    const urgent = (one: Generation) => rankOf(one.request.priority) + (one.phase === 'waiting' ? BEGUN_FIRST : 0)
    return [...this.#posted.values()].sort((a, b) => urgent(a) - urgent(b) || a.id - b.id)[0] ?? null
  }

  add(generation: Generation): void {
    this.#waiting.add(generation)
  }

  /** Hands all that wait to a process. */
  post(process: Poster): void {
    this.counts.post((id, texts) => process.count(id, texts))
    for (const generation of this.#waiting) {
      this.#waiting.delete(generation)
      this.#posted.set(generation.id, generation)
      generation.posts += 1
      process.generate(generation.id, generation.request)
    }
  }

  /** A request that the process works on, also after it was stopped: until the process says that it is done. */
  posted(id: number): Generation | null {
    return this.#posted.get(id) ?? null
  }

  done(generation: Generation): void {
    this.#posted.delete(generation.id)
  }

  /** Forgets one that was stopped; true when the process has to be told. */
  stopped(generation: Generation): boolean {
    this.#waiting.delete(generation)
    return this.#posted.has(generation.id)
  }

  /**
   * The process is gone: returns those that are lost with it. What it had not begun waits for the next one; but only
   * once, because a request can end a process before it counts as begun.
   */
  lost(): Generation[] {
    this.counts.lost()
    const posted = [...this.#posted.values()]
    this.#posted.clear()
    const again = posted.filter((one) => one.phase === 'waiting' && one.posts < POSTS_MAX && !one.ended)
    // The oldest first, as before.
    const later = [...this.#waiting]
    this.#waiting.clear()
    for (const one of [...again, ...later]) this.#waiting.add(one)
    return posted.filter((one) => !again.includes(one))
  }

  /** There will be no process: returns those that wait for one. */
  takeWaiting(): Generation[] {
    this.counts.refuse()
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    return waiting
  }
}
