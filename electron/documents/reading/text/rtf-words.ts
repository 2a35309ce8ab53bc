import { raisedSign } from './raised.ts'
import type { Place } from './rtf-place.ts'

/** The words of every place that were not used yet. */
export class RtfWords {
  readonly #words: Partial<Record<Place, string>> = {}

  put(place: Place, piece: string, raised: boolean): void {
    const before = this.#words[place] ?? ''
    this.#words[place] = before + (raised ? raisedSign(before, piece) : '') + piece
  }

  taken(place: Place): string {
    return this.takenAsSet(place).replace(/\s+/gu, ' ').trim()
  }

  /** With the ends of lines and the tabs that it was set with. */
  takenAsSet(place: Place): string {
    const words = this.#words[place] ?? ''
    this.#words[place] = ''
    return words
  }
}
