import { lexMarkdown, escapeHtml, tokenHtml } from './parser.ts'

interface SettledBlocks {
  /** How much of the text they are. */
  readonly length: number
  readonly html: readonly string[]
}

const NOTHING: SettledBlocks = { length: 0, html: [] }

/**
 * The blocks of a text that grows at its end. Blocks that no further text can change are kept as they are, so that each
 * new piece costs one block and not the whole answer. The outcome is always that of the whole text at once.
 */
export class GrowingMarkdown {
  readonly #finish: (html: string) => string
  #text = ''
  #settled = NOTHING

  /** `finish` is applied once to each block's HTML, and again to a block that still grows. */
  constructor(finish: (html: string) => string) {
    this.#finish = finish
  }

  blocks(source: string): readonly string[] {
    const text = source.replace(/\r\n?/gu, '\n')
    if (!text.startsWith(this.#text)) this.#settled = NOTHING
    this.#text = text
    const tail = this.#parse(text.slice(this.#settled.length))
    const html = [...this.#settled.html, ...tail.map((block) => block.html)]
    this.#settle(tail)
    return html
  }

  #parse(tail: string): { raw: string; html: string }[] {
    try {
      return lexMarkdown(tail).map((token) => ({ raw: token.raw, html: this.#finish(tokenHtml(token)) }))
    } catch {
      // Text made to overflow the parser, such as ten thousand nested quotes: it is shown as it was written.
      return [{ raw: tail, html: this.#finish(`<p>${escapeHtml(tail)}</p>`) }]
    }
  }

  /**
   * A block is settled once a later one has a complete first line: until then that line may still become part of it,
   * as "1" may turn into the next item of a list.
   */
  #settle(tail: readonly { raw: string; html: string }[]): void {
    const last = tail.findLastIndex(({ raw }) => raw.trim() !== '' && raw.trimStart().includes('\n'))
    if (last < 1) return
    const settled = tail.slice(0, last)
    this.#settled = {
      length: this.#settled.length + settled.reduce((sum, { raw }) => sum + raw.length, 0),
      html: [...this.#settled.html, ...settled.map(({ html }) => html)],
    }
  }
}
