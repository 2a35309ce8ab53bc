import type { WindowWish } from './cli/invocation.ts'

/** What a start wanted: a window, and perhaps documents in it. */
export interface StartWish {
  readonly open: WindowWish
  /** Absolute paths. */
  readonly documents: readonly string[]
}

/** What other starts and the desktop wish for. It may come before Agate can do it, and then waits: a document is lost otherwise. */
export class StartWishes {
  readonly #waiting: StartWish[] = []
  #listener: ((wish: StartWish) => void) | null = null

  readonly add = (wish: StartWish): void => {
    if (this.#listener === null) this.#waiting.push(wish)
    else this.#listener(wish)
  }

  /** Hears all that waits, in its order, and all that comes. */
  listen(listener: (wish: StartWish) => void): void {
    this.#listener = listener
    for (const wish of this.#waiting.splice(0)) listener(wish)
  }
}
