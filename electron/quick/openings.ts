import type { QuickOpening } from '../../shared/model/quick.ts'
import { Offers } from './offered-text.ts'

/** What the window was opened with, for its page: told at once, or, to one that is only being loaded, when it asks. */
export class Openings {
  readonly #offers = new Offers()
  readonly #tell: (opening: QuickOpening) => void
  /** Null while the window is hidden. */
  #current: { readonly selection: string; readonly opening: QuickOpening } | null = null
  #isHeard = false

  constructor(tell: (opening: QuickOpening) => void) {
    this.#tell = tell
  }

  open(selection: string, copied: string): void {
    this.#current = { selection, opening: this.#offers.opening(selection, copied) }
    if (!this.#isHeard) return
    this.#offers.ignore(selection)
    this.#tell(this.#current.opening)
  }

  /** A page is there, and hears of every opening from now on. */
  ask(): QuickOpening | null {
    this.#isHeard = true
    if (this.#current === null) return null
    this.#offers.ignore(this.#current.selection)
    return this.#current.opening
  }

  /** Its page is gone, and another one is loaded. */
  lost(): void {
    this.#isHeard = false
  }

  /** What is selected now may have been selected in the window, which is hidden again; not in one without a page. */
  close(selection: Promise<string>): void {
    this.#current = null
    if (this.#isHeard) void selection.then((selected) => this.#offers.ignore(selected))
  }
}
