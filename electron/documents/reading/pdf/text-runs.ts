import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api.js'

/** Letters on one baseline, in points, with the origin at the bottom left of the page. */
export interface Run {
  text: string
  readonly x: number
  readonly y: number
  width: number
  height: number
}

export interface PageRuns {
  /** Upright text, in the order in which the file draws it. */
  readonly upright: readonly Run[]
  readonly rotated: readonly string[]
  readonly tiny: readonly string[]
  readonly offPage: readonly string[]
}

/** The corners of a page: left, bottom, right, top. */
export type PageBox = readonly number[]

/** Nobody reads letters smaller than this. */
const TINY_POINTS = 2
const SAME_BASELINE = 0.35
/** In heights of the letters. */
const WORD_GAP = 0.12
const COLUMN_GAP = 1.2

export function gatherRuns({ items }: TextContent, box: PageBox): PageRuns {
  const upright: Run[] = []
  const rotated: string[] = []
  const tiny: string[] = []
  const offPage: string[] = []
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const run = runOf(item)
    const target = hidingPlace(run, item, box)
    if (target === 'tiny') tiny.push(run.text)
    else if (target === 'off-page') offPage.push(run.text)
    else if (target === 'rotated') rotated.push(run.text)
    else append(upright, run)
  }
  return { upright, rotated, tiny, offPage }
}

function runOf({ str, transform, width, height }: TextItem): Run {
  const [, , , d = 0, x = 0, y = 0] = transform.map(Number)
  return { text: str, x, y, width, height: height > 0 ? height : Math.abs(d) }
}

function hidingPlace(run: Run, { transform }: TextItem, [left = 0, bottom = 0, right = 0, top = 0]: PageBox) {
  const [a = 0, b = 0, c = 0, d = 0] = transform.map(Number)
  const size = Math.max(Math.hypot(a, b), Math.hypot(c, d))
  if (size < TINY_POINTS) return 'tiny'
  if (run.x > right || run.y > top || run.y + size < bottom || (b === 0 && run.x + run.width < left)) return 'off-page'
  return Math.abs(b) < 1e-3 && Math.abs(c) < 1e-3 ? 'upright' : 'rotated'
}

/** Joins what follows on the same baseline without a gap wide enough for another column. */
function append(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last === undefined || !sameBaseline(last, run)) {
    runs.push(run)
    return
  }
  const height = Math.max(last.height, run.height)
  const gap = run.x - (last.x + last.width)
  if (gap >= COLUMN_GAP * height || gap <= -height) {
    runs.push(run)
    return
  }
  const spaced = gap > WORD_GAP * run.height && !last.text.endsWith(' ') && !run.text.startsWith(' ')
  last.text += (spaced ? ' ' : '') + run.text
  last.width = Math.max(last.width, run.x + run.width - last.x)
  last.height = height
}

export function sameBaseline(one: Run, other: Run): boolean {
  return Math.abs(one.y - other.y) < SAME_BASELINE * Math.min(one.height, other.height)
}
