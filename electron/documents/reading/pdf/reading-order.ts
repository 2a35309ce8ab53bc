import { type Run, sameBaseline } from './text-runs.ts'

/** So many places where the order of drawing cannot be the order of reading, and the page is sorted. */
const TROUBLES_MAX = 3
const DEPTH_MAX = 40
/** Columns are at least this many lines high, and this many characters wide on average: a table's are narrower. */
const COLUMN_LINES = 3
const COLUMN_CHARACTERS = 18
const COLUMN_WIDTH_HEIGHTS = 8

/**
 * Runs in the order of reading. Files mostly draw in that order, and it is the best there is; but some draw across the columns,
 * or in no order at all. Those pages are cut along their widest gaps, first between columns, then between rows (XY-cut).
 */
export function readingOrder(runs: readonly Run[]): readonly Run[] {
  return troubles(runs) > TROUBLES_MAX ? cut(joinRows(runs), 0) : runs
}

/** Places where drawing goes up the page, or on to the next column in the middle of a line. */
function troubles(runs: readonly Run[]): number {
  let count = 0
  let last: Run | null = null
  for (const run of runs) {
    if (last !== null) {
      const upwards = run.y > last.y + last.height
      const across = sameBaseline(last, run) && isProse(last) && isProse(run)
      if (upwards || across) count += 1
    }
    last = run
  }
  return count
}

function isProse(run: Run): boolean {
  return run.text.length > COLUMN_CHARACTERS
}

/** Words drawn out of order come together again on their lines. */
function joinRows(runs: readonly Run[]): Run[] {
  const sorted = runs.map((run) => ({ ...run })).sort((a, b) => b.y - a.y || a.x - b.x)
  const rows: Run[][] = []
  for (const run of sorted) {
    const row = rows.at(-1)
    if (row?.[0] !== undefined && sameBaseline(row[0], run)) row.push(run)
    else rows.push([run])
  }
  return rows.flatMap((row) => joinNeighbours(row.sort((a, b) => a.x - b.x)))
}

function joinNeighbours(row: readonly Run[]): Run[] {
  const joined: Run[] = []
  for (const run of row) {
    const last = joined.at(-1)
    const gap = last === undefined ? Infinity : run.x - (last.x + last.width)
    if (last === undefined || gap >= 1.2 * Math.max(last.height, run.height) || gap <= -Math.max(2 * run.height, 20)) {
      joined.push(run)
      continue
    }
    const spaced = gap > 0.12 * run.height && !last.text.endsWith(' ') && !run.text.startsWith(' ')
    last.text += (spaced ? ' ' : '') + run.text
    last.width = Math.max(last.width, run.x + run.width - last.x)
    last.height = Math.max(last.height, run.height)
  }
  return joined
}

function cut(runs: Run[], depth: number): Run[] {
  if (runs.length < 2 || depth > DEPTH_MAX) return byLines(runs)
  const height = medianHeight(runs)
  const parts = cutColumns(runs, height) ?? cutRows(runs, height)
  return parts === null ? byLines(runs) : parts.flatMap((part) => cut(part, depth + 1))
}

function cutColumns(runs: Run[], height: number): [Run[], Run[]] | null {
  if (lineCount(runs, height) < COLUMN_LINES) return null
  const spans = runs.map((run): Span => [run.x, run.x + run.width])
  for (const { middle } of gaps(spans, Math.max(8, 0.9 * height))) {
    const left = runs.filter((run) => run.x < middle)
    const right = runs.filter((run) => run.x >= middle)
    if (isColumn(left, height) && isColumn(right, height)) return [left, right]
  }
  return null
}

function cutRows(runs: Run[], height: number): [Run[], Run[]] | null {
  const spans = runs.map((run): Span => [-run.y - run.height * 0.8, -run.y + run.height * 0.2])
  const [widest] = gaps(spans, 0.3 * height)
  if (widest === undefined) return null
  const upper = runs.filter((run) => run.y > -widest.middle)
  const lower = runs.filter((run) => run.y <= -widest.middle)
  return upper.length > 0 && lower.length > 0 ? [upper, lower] : null
}

type Span = readonly [start: number, end: number]

/** The empty stretches between spans, widest first. */
function gaps(spans: Span[], least: number): { readonly middle: number; readonly size: number }[] {
  const found: { middle: number; size: number }[] = []
  let end: number | null = null
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (end !== null && from - end >= least) found.push({ middle: (from + end) / 2, size: from - end })
    end = Math.max(end ?? to, to)
  }
  return found.sort((a, b) => b.size - a.size)
}

function isColumn(runs: readonly Run[], height: number): boolean {
  const left = runs.reduce((least, run) => Math.min(least, run.x), Infinity)
  const right = runs.reduce((most, run) => Math.max(most, run.x + run.width), -Infinity)
  const characters = runs.reduce((sum, run) => sum + run.text.length, 0)
  return (
    lineCount(runs, height) >= COLUMN_LINES &&
    right - left > COLUMN_WIDTH_HEIGHTS * height &&
    characters > COLUMN_CHARACTERS * runs.length
  )
}

function lineCount(runs: readonly Run[], height: number): number {
  return new Set(runs.map((run) => Math.round(run.y / height))).size
}

function medianHeight(runs: readonly Run[]): number {
  const heights = runs.map((run) => run.height).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 1
}

function byLines(runs: Run[]): Run[] {
  return runs.sort((a, b) => (sameBaseline(a, b) ? a.x - b.x : b.y - a.y))
}
