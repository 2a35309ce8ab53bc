import type { TextContent } from 'pdfjs-dist/types/src/display/api.js'
import { IDENTITY, type Matrix, matrixOf } from './painting/matrix.ts'

/** A piece of text on a page, in points. The matrix takes letters one unit high to where they stand. */
export interface PlacedText {
  readonly text: string
  readonly transform: Matrix
  readonly width: number
  readonly height: number
}

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

/** The pieces as the library puts them together. */
export function placedBy({ items }: TextContent): PlacedText[] {
  return items.flatMap((item) => {
    if (!('str' in item)) return []
    const { str, transform, width, height } = item
    return [{ text: str, transform: matrixOf(transform) ?? IDENTITY, width, height }]
  })
}

export function gatherRuns(placed: readonly PlacedText[], box: PageBox): PageRuns {
  const upright: Run[] = []
  const rotated: string[] = []
  const tiny: string[] = []
  const offPage: string[] = []
  for (const piece of placed) {
    if (piece.text.trim() === '') continue
    const run = runOf(piece)
    const target = hidingPlace(run, piece.transform, box)
    if (target === 'tiny') tiny.push(run.text)
    else if (target === 'off-page') offPage.push(run.text)
    else if (target === 'rotated') rotated.push(run.text)
    else append(upright, run)
  }
  return { upright, rotated, tiny, offPage }
}

function runOf({ text, transform, width, height }: PlacedText): Run {
  const [, , , d, x, y] = transform
  return { text, x, y, width, height: height > 0 ? height : Math.abs(d) }
}

function hidingPlace(run: Run, [a, b, c, d]: Matrix, [left = 0, bottom = 0, right = 0, top = 0]: PageBox) {
  const size = Math.max(Math.hypot(a, b), Math.hypot(c, d))
  if (size < TINY_POINTS) return 'tiny'
  if (run.x > right || run.y > top || run.y + size < bottom || (b === 0 && run.x + run.width < left)) return 'off-page'
  // Slanted letters (c) stand on an upright line.
  return Math.abs(b) < 1e-3 ? 'upright' : 'rotated'
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
