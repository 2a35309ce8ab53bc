/** So many ends of a page in so short a time are one fault that loading it once more will meet again. */
const MOST = 3
const WITHIN_MS = 30_000

/** Ends of a window's page that nobody wished for. */
export class PageCrashes {
  readonly #now: () => number
  #ends: readonly number[] = []

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Counts one more. False when loading the page again would be in vain; then the count begins anew. */
  mayReload(): boolean {
    const at = this.#now()
    this.#ends = [...this.#ends.filter((end) => at - end < WITHIN_MS), at]
    if (this.#ends.length < MOST) return true
    this.#ends = []
    return false
  }
}
