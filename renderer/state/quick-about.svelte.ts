import type { QuickOpening, QuickText } from '../../shared/model/quick.ts'

/** The text that a question in the quick window is about, and one that was selected elsewhere and waits for the next. */
export class QuickAbout {
  #text = $state.raw<QuickText | null>(null)
  /** Selected when the window was opened, and not offered because of what was there; main does not offer it again. */
  #waiting: QuickText | null = null

  get text(): QuickText | null {
    return this.#text
  }

  use(text: QuickText): void {
    this.#text = text
  }

  remove(): void {
    this.#text = null
  }

  /** What is selected elsewhere now. */
  hear({ selection, isOfferedBefore }: QuickOpening): void {
    if (!isOfferedBefore) this.#waiting = selection
  }

  /** Another question begins, with the text that waits or with none. */
  renew(): void {
    this.#text = this.#waiting
    this.#waiting = null
  }

  /** The text that waits takes the place of the one that is there. */
  replace(): void {
    if (this.#waiting !== null) this.renew()
  }

  /** The text that waits is taken where there is none. */
  complete(): void {
    if (this.#text === null) this.renew()
  }
}
