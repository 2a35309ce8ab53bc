import type { Line } from './page-lines.ts'

/** Lines at each edge of a page that may repeat. */
const EDGE_LINES = 2
/** A line on fewer pages may be there by chance. */
const PAGES_MIN = 4
const PAGES_SHARE = 0.12
/** Repeated lines stand in the same place, up to this many points. */
const PLACE_POINTS = 3

/** Takes the running heads and feet out: the same line, but for its digits, at the same height of many pages. */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): { pages: Line[][]; removed: number } {
  const seen = new Map<string, number>()
  for (const lines of pages) {
    for (const key of new Set(edges(lines).map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const certain = Math.max(PAGES_MIN, PAGES_SHARE * pages.length)
  const repeats = (line: Line) => (seen.get(keyOf(line)) ?? 0) >= certain
  let removed = 0
  const kept = pages.map((lines) => {
    const running = new Set(edges(lines).filter(repeats))
    removed += running.size
    return lines.filter((line) => !running.has(line))
  })
  return { pages: kept, removed }
}

function edges(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => b.y - a.y).filter((_, at) => at < EDGE_LINES || at >= lines.length - EDGE_LINES)
}

function keyOf({ text, y }: Line): string {
  return `${Math.round(y / PLACE_POINTS)} ${text.replace(/\d+/gu, '0').replace(/\b[ivxlc]+\b/giu, '0')}`
}
