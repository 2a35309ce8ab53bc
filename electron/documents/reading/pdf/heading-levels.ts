import { hasLeader } from '../../../summary/text/contents-page.ts'
import { outlinedLevels } from './outlined-levels.ts'
import type { OutlineEntry } from './outline.ts'
import type { Paragraph } from './paragraphs.ts'

/** Letters so much larger than those of the text make a heading, if it is short. */
const LARGER = 1.12
const LINES_MAX = 3
const CHARACTERS_MAX = 200
const LEVELS = 6

type LevelOf = (paragraph: Paragraph) => number | null

/** What the outline names, where there is one that fits; else, or below an outline of chapters alone, what the size of the letters says. Null for ordinary text. */
export function headingLevels(pages: readonly (readonly Paragraph[])[], outline: readonly OutlineEntry[]): LevelOf {
  const bySize = sizeLevels(pages.flat())
  const outlined = outlinedLevels(pages, outline)
  if (outlined === null) return bySize
  if (outline.some(({ level }) => level > 1)) return (paragraph) => outlined.get(paragraph) ?? null
  return (paragraph) => {
    const level = bySize(paragraph)
    return outlined.get(paragraph) ?? (level === null ? null : level + 1)
  }
}

function sizeLevels(paragraphs: readonly Paragraph[]): LevelOf {
  const charactersBySize = new Map<number, number>()
  for (const { text, height } of paragraphs) {
    const size = sizeOf(height)
    charactersBySize.set(size, (charactersBySize.get(size) ?? 0) + text.length)
  }
  const [ordinary = 0] = [...charactersBySize].sort((a, b) => b[1] - a[1])[0] ?? []
  const isHeading = ({ text, height, lines }: Paragraph) =>
    sizeOf(height) >= LARGER * ordinary &&
    lines <= LINES_MAX &&
    text.length <= CHARACTERS_MAX &&
    /\p{L}/u.test(text) &&
    // An entry of a table of contents, however large its letters.
    !hasLeader(text)
  const sizes = [...new Set(paragraphs.filter(isHeading).map(({ height }) => sizeOf(height)))].sort((a, b) => b - a)
  return (paragraph) => (isHeading(paragraph) ? Math.min(LEVELS, sizes.indexOf(sizeOf(paragraph.height)) + 1) : null)
}

/** In half points: sizes that differ by less are one. */
function sizeOf(height: number): number {
  return Math.round(height * 2) / 2
}
