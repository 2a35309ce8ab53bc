import type { Paragraph } from './paragraphs.ts'

/** Letters of a title are so much larger than those of most of the text. */
const LARGER = 1.25
const LINES_MAX = 3
const CHARACTERS_MAX = 150
const LETTERS_MIN = 3
/** A paragraph of so many lines is text, which a title stands above. */
const TEXT_LINES = 3

/**
 * The title that stands on the first page, for documents that do not name their own: what is set in the largest letters there,
 * if it is one short paragraph or two that follow each other, stands above the text and on no other page. Null where that is not
 * plain.
 */
export function titleOnPage(pages: readonly (readonly Paragraph[])[]): string | null {
  const [first = [], ...others] = pages
  const largest = Math.max(0, ...first.map(({ height }) => sizeOf(height)))
  const at = first.findIndex(({ height }) => sizeOf(height) === largest)
  const set = first.filter(({ height }) => sizeOf(height) === largest)
  const together = first.slice(at, at + set.length).every((paragraph) => set.includes(paragraph))
  const title = set.map(({ text }) => text).join(' ')
  const lines = set.reduce((sum, paragraph) => sum + paragraph.lines, 0)
  const isPlain =
    largest >= LARGER * ordinarySize(pages.flat()) &&
    together &&
    lines <= LINES_MAX &&
    title.length <= CHARACTERS_MAX &&
    (title.match(/\p{L}/gu)?.length ?? 0) >= LETTERS_MIN &&
    !first.slice(0, at).some((paragraph) => paragraph.lines >= TEXT_LINES) &&
    !others.flat().some(({ text }) => text === title)
  return isPlain ? title : null
}

/** Of most letters. */
function ordinarySize(paragraphs: readonly Paragraph[]): number {
  const characters = new Map<number, number>()
  for (const { text, height } of paragraphs) {
    const size = sizeOf(height)
    characters.set(size, (characters.get(size) ?? 0) + text.length)
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? Infinity
}

/** In half points: sizes that differ by less are one. */
function sizeOf(height: number): number {
  return Math.round(height * 2) / 2
}
