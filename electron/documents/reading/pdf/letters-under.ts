import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { boxWithin } from './painting/bitmap.ts'
import { isNumbers, listOf } from './painting/library-values.ts'
import type { Point } from './painting/matrix.ts'
import type { PaintState } from './painting/paint-state.ts'

interface Piece {
  readonly shown: readonly unknown[]
  readonly start: Point
  readonly end: Point
  covered: boolean
}

/** In points. Lines that are drawn as boxes cover no letters. */
const THIN = 2
const UPRIGHT_LINES = [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]

/**
 * Finds letters over which a box was painted afterwards, as is done by those who take a black bar for a deletion. Only boxes count
 * that hide all under them; under an image letters are mostly those that were recognised in it.
 */
export class LettersUnder {
  #pieces: Piece[] = []

  /** What is shown from one point to the other. */
  add(shown: readonly unknown[], start: Point, end: Point): void {
    this.#pieces.push({ shown, start, end, covered: false })
  }

  paint(state: PaintState, step: number, [kind, paths, box]: readonly unknown[]): void {
    if (step !== OPS.constructPath || !UPRIGHT_LINES.includes(Number(kind)) || !hidesAll(state)) return
    const [path] = listOf(paths)
    if (!isNumbers(path) || !isBox(path)) return
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from(listOf(box), Number)
    const { left, top, right, bottom } = boxWithin(state.clip, state.matrix, [x0, y0, x1, y1])
    if (right - left <= THIN || bottom - top <= THIN) return
    const isIn = ([x, y]: Point) => x > left && x < right && y > top && y < bottom
    for (const piece of this.#pieces) piece.covered ||= isIn(piece.start) && isIn(piece.end)
  }

  get covered(): readonly (readonly unknown[])[] {
    return this.#pieces.filter(({ covered }) => covered).map(({ shown }) => shown)
  }
}

function hidesAll({ ink, opacity, blend, masked, matrix }: PaintState): boolean {
  const level = (matrix[1] === 0 && matrix[2] === 0) || (matrix[0] === 0 && matrix[3] === 0)
  return ink !== null && opacity === 1 && blend === 'source-over' && !masked && level
}

/** A box as the library writes it: a step to a corner, three lines, each level or upright, and the end. */
function isBox(path: ArrayLike<number>): boolean {
  if (path.length < 12 || path.length > 13 || path[0] !== 0) return false
  return [3, 6, 9].every((at) => path[at] === 1 && (path[at + 1] === path[at - 2] || path[at + 2] === path[at - 1]))
}
