import type { OutlineEntry } from './outline.ts'
import type { Paragraph } from './paragraphs.ts'

/** Letters and digits that may stand before a title on the page or in the outline only: “3.1.2”, “Chapter 4”. */
const NUMBER_MAX = 12
const TITLE_MIN = 2
/** An outline of which fewer entries stand on their pages belongs to something else. */
const FOUND_SHARE = 0.6

/** The level of each paragraph that the outline names; null where there is no outline, or it does not fit the pages. */
export function outlinedLevels(
  pages: readonly (readonly Paragraph[])[],
  outline: readonly OutlineEntry[],
): ReadonlyMap<Paragraph, number> | null {
  if (outline.length === 0) return null
  const levels = new Map<Paragraph, number>()
  const spelled = new Map<Paragraph, string>()
  const lettersIn = (paragraph: Paragraph) => {
    const letters = spelled.get(paragraph) ?? lettersOf(paragraph.text)
    spelled.set(paragraph, letters)
    return letters
  }
  for (const { title, level, page } of outline) {
    const letters = lettersOf(title)
    // A title at the top of a page may be entered with the end of the page before.
    const candidates = [...(pages[page] ?? []), ...(pages[page + 1] ?? [])].filter(
      (paragraph) => !levels.has(paragraph) && isTitle(lettersIn(paragraph), letters),
    )
    const largest = Math.max(...candidates.map(({ height }) => height))
    const found = candidates.find(({ height }) => height === largest)
    if (found !== undefined) levels.set(found, level)
  }
  return levels.size >= FOUND_SHARE * outline.length ? levels : null
}

/** With a number before it or without, on either side. */
function isTitle(paragraph: string, title: string): boolean {
  const [long, short] = paragraph.length > title.length ? [paragraph, title] : [title, paragraph]
  return short.length >= TITLE_MIN && long.length - short.length <= NUMBER_MAX && long.endsWith(short)
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
