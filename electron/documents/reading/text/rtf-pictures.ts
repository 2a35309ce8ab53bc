import { descriptionOf } from '../picture-words.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { rtfPicture } from './rtf-picture.ts'

/** The picture that is open, and what its properties say of it. */
export class RtfPictures {
  readonly #source: string
  #from = 0
  #description: string | null = null

  constructor(source: string) {
    this.#source = source
  }

  open(at: number): void {
    this.#from = at
    this.#description = null
  }

  describe(property: string, value: string): void {
    if (property === 'wzDescription') this.#description = descriptionOf(value)
  }

  closed(end: number): HtmlBlock {
    return { type: 'picture', file: rtfPicture(this.#source, this.#from, end), description: this.#description }
  }
}
