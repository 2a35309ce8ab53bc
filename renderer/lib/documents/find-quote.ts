/* Finds a sentence in the text of a page although lines, spaces and hyphens differ from one reading to the next. */

/** White space, and what joins or breaks words at the end of a line. */
const IGNORED = /[\s\u00AD\u200B-\u200D\u2060\uFEFF\u2010-\u2015-]/u

interface Folded {
  readonly text: string
  /** Where in the original each character of `text` stands. */
  readonly origins: readonly number[]
}

function fold(text: string): Folded {
  let folded = ''
  const origins: number[] = []
  let offset = 0
  for (const character of text) {
    if (!IGNORED.test(character)) {
      // Ligatures and full-width forms become what they stand for, possibly several characters.
      const plain = character.normalize('NFKC').toLowerCase()
      folded += plain
      origins.push(...new Array<number>(plain.length).fill(offset))
    }
    offset += character.length
  }
  return { text: folded, origins }
}

export interface TextRange {
  readonly start: number
  /** After the last character. */
  readonly end: number
}

/** Where `quote` stands in `text`, in UTF-16 units, or null when it does not stand there. */
export function findQuote(text: string, quote: string): TextRange | null {
  const wanted = fold(quote).text
  if (wanted === '') return null
  const page = fold(text)
  const at = page.text.indexOf(wanted)
  if (at === -1) return null
  const start = page.origins[at]
  const last = page.origins[at + wanted.length - 1]
  return start === undefined || last === undefined ? null : { start, end: last + 1 }
}
