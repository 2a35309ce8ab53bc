import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Box, boxWithin } from './painting/bitmap.ts'
import { listOf } from './painting/library-values.ts'
import type { Point } from './painting/matrix.ts'
import type { PaintState } from './painting/paint-state.ts'

const WHITE = 255
/** Greys that differ by less are one to the eye. */
const SAME_GREY = 12
/** Of the shapes before a piece of text, so many are looked at: a map has tens of thousands. */
const GROUNDS_MAX = 1000

/** Something painted: where, and how grey; null for what is of many greys. */
interface Ground extends Box {
  readonly grey: number | null
}

/**
 * What has been painted on a page so far, for the letters that come to stand on it. A shape is taken as its box, so a ground of
 * an odd shape may be taken for larger than it is.
 */
export class Grounds {
  #grounds: Ground[] = []

  add(state: PaintState, step: number, args: readonly unknown[]): void {
    const box = paintedBox(step, args)
    if (box === null) return
    const grey = step === OPS.constructPath ? state.ink : null
    if (this.#grounds.length >= GROUNDS_MAX) this.#grounds.shift()
    this.#grounds.push({ ...boxWithin(state.clip, state.matrix, box), grey })
  }

  /** Whether letters of this grey have the colour of what lies there, most often white on white. */
  hide(ink: number | null, [x, y]: Point): boolean {
    if (ink === null) return false
    const isUnder = ({ left, right, top, bottom }: Ground) => x >= left && x < right && y >= top && y < bottom
    const ground = this.#grounds.findLast(isUnder)
    const under = ground === undefined ? WHITE : ground.grey
    return under !== null && Math.abs(under - ink) < SAME_GREY
  }
}

type Corners = readonly [x0: number, y0: number, x1: number, y1: number]

function paintedBox(step: number, [kind, , box]: readonly unknown[]): Corners | null {
  if (IMAGES.has(step)) return [0, 0, 1, 1]
  if (step !== OPS.constructPath || !FILLS.has(Number(kind))) return null
  const [x0, y0, x1, y1] = Array.from(listOf(box), Number)
  return x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined ? null : [x0, y0, x1, y1]
}

const IMAGES = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
