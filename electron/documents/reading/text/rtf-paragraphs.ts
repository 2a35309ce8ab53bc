import type { HtmlBlock } from '../web/html-blocks.ts'
import type { RtfWords } from './rtf-words.ts'

/** The paragraphs of the text, each with the notes that stand in it after it. */
export class RtfParagraphs {
  readonly blocks: HtmlBlock[] = []
  readonly #words: RtfWords
  #level: number | null = null
  #inTable = false
  #listed = false
  #asides: string[] = []

  constructor(words: RtfWords) {
    this.#words = words
  }

  /** A sign stands before the paragraph. */
  list(): void {
    this.#listed = true
  }

  /** Waits for the end of the paragraph that it stands in. */
  addAside(text: string): void {
    this.#asides.push(text)
  }

  /** Returns what the word puts into the text, or null if the word is not about paragraphs. */
  take(word: string, value: number | null, inText: boolean): string | null {
    const isEnd = word === 'par' || word === 'row' || word === 'sect' || word === 'page'
    if (word === 'outlinelevel') this.#level = (value ?? 0) < 9 ? (value ?? 0) + 1 : null
    else if (word === 'pard') {
      if (inText) {
        this.#level = null
        this.#inTable = false
      }
    } else if (word === 'intbl') this.#inTable = true
    else if (isEnd && (!inText || (word === 'par' && this.#inTable))) return ' '
    else if (isEnd) this.end()
    else return null
    return ''
  }

  end(): void {
    const line = this.#words
      .takenAsSet('text')
      .trim()
      .replace(/ {2,}\| /gu, ' | ')
      .replace(/^(?:\|\s*)+|(?:\s*\|)+$/gu, '')
    const hidden = this.#words.taken('hidden')
    const level = this.#level
    if (line !== '' && level !== null) this.blocks.push({ type: 'heading', level, text: line })
    else if (line !== '') this.blocks.push({ type: 'paragraph', text: this.#listed ? `• ${line}` : line })
    if (hidden !== '') this.blocks.push({ type: 'hidden', reason: 'marked-hidden', text: hidden })
    for (const text of this.#asides.splice(0)) this.blocks.push({ type: 'paragraph', text })
    this.#listed = false
  }
}
