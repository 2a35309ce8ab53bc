import type { Line } from './page-lines.ts'

/** Lines at each edge of a page that may repeat. */
const EDGE_LINES = 2
/** A line on fewer pages may be there by chance. */
const PAGES_MIN = 4
const PAGES_SHARE = 0.12
/** Repeated lines stand in the same place, up to this many points. */
const PLACE_POINTS = 3

/**
 * Takes the running heads and feet out: lines that say the same at the same height of many pages, but for a number that
 * counts with the pages. Any other number makes another line, for it may be what the page is about.
 */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): { pages: Line[][]; removed: number } {
  const seen = new Map<string, number>()
  for (const [at, lines] of pages.entries()) {
    // A page of few lines proves nothing: they may be all that it says.
    if (lines.length <= 2 * EDGE_LINES) continue
    const keys = new Set(edges(lines).flatMap((line) => keysOf(line, at)))
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const isCertain = (key: string) => {
    const share = isCounted(key) ? 0 : PAGES_SHARE
    return (seen.get(key) ?? 0) >= Math.max(PAGES_MIN, share * pages.length)
  }
  let removed = 0
  const kept = pages.map((lines, at) => {
    const repeats = (line: Line) => keysOf(line, at).some(isCertain)
    const running = new Set(edges(lines).filter(repeats))
    removed += running.size
    return lines.filter((line) => !running.has(line))
  })
  return { pages: kept, removed }
}

function edges(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => b.y - a.y).filter((_, at) => at < EDGE_LINES || at >= lines.length - EDGE_LINES)
}

/** A number that counts with the pages is no chance, also where the line changes with each chapter. */
function isCounted(key: string): boolean {
  return key.includes(COUNTED)
}

/** No line of text holds it. */
const COUNTED = '\0'

/** The line as it is, and once for each of its numbers with how far that is from the page's place in the file. */
function keysOf({ text, y }: Line, at: number): string[] {
  const place = Math.round(y / PLACE_POINTS)
  const counted = [...text.matchAll(/\d{1,6}/gu)].map(({ 0: digits, index }) => {
    return `${text.slice(0, index)}${COUNTED}${Number(digits) - at}${COUNTED}${text.slice(index + digits.length)}`
  })
  return [text, ...counted].map((words) => `${place} ${words}`)
}
