import { escapeHtml, type MarkdownDialect, PLAIN } from './parser.ts'

interface Block {
  readonly raw: string
  readonly html: string
}

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
  readonly #dialect: MarkdownDialect
  #text = ''
  #settled = NOTHING

  /** `finish` is applied once to each block's HTML, and again to a block that still grows. */
  constructor(finish: (html: string) => string, dialect: MarkdownDialect = PLAIN) {
    this.#finish = finish
    this.#dialect = dialect
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

  #parse(tail: string): Block[] {
    try {
      return this.#dialect.lex(tail).map((token) => ({ raw: token.raw, html: this.#finish(this.#dialect.html(token)) }))
    } catch {
      // Text made to overflow the parser, such as ten thousand nested quotes: it is shown as it was written.
      return [{ raw: tail, html: this.#finish(`<p>${escapeHtml(tail)}</p>`) }]
    }
  }

  /**
   * Blocks are settled up to a blank line that is followed by a complete line: until then that line may still become
   * part of what is before it, as "1" may turn into the next item of a list.
   */
  #settle(tail: readonly Block[]): void {
    let count = 0
    let length = 0
    let before = ''
    tail.forEach(({ raw }, index) => {
      if (raw.trim() !== '' && /\n[ \t]*\n$/u.test(before) && hasCompleteLine(tail.slice(index))) {
        count = index
        length = before.length
      }
      before += raw
    })
    this.#settled = {
      length: this.#settled.length + length,
      html: [...this.#settled.html, ...tail.slice(0, count).map(({ html }) => html)],
    }
  }
}

function hasCompleteLine(blocks: readonly Block[]): boolean {
  const text = blocks.map(({ raw }) => raw).join('')
  return text.trimStart().includes('\n')
}
