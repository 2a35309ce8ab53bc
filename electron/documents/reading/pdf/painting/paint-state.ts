import type { Box } from './bitmap.ts'
import { IDENTITY, type Matrix, moved, multiply } from './matrix.ts'

/** What a content stream sets and `q` and `Q` keep (ISO 32000-2, 8.4 and 9.3), as far as letters and images depend on it. */
export interface PaintState {
  matrix: Matrix
  clip: Box
  /** Of what is filled; null while that is a pattern. */
  ink: number | null
  opacity: number
  /** How colours mix with those below, by the library's word: “source-over” where they replace them. */
  blend: string
  masked: boolean
  font: string
  size: number
  letterSpacing: number
  wordSpacing: number
  stretch: number
  rise: number
  leading: number
  mode: number
  textMatrix: Matrix
  /** Where the line of text began, and how far along it the pen is. */
  line: readonly [x: number, y: number]
  pen: readonly [x: number, y: number]
}

export function firstState(matrix: Matrix, clip: Box): PaintState {
  return {
    matrix,
    clip,
    ink: 0,
    opacity: 1,
    blend: 'source-over',
    masked: false,
    font: '',
    size: 0,
    letterSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    rise: 0,
    leading: 0,
    mode: 0,
    textMatrix: IDENTITY,
    line: [0, 0],
    pen: [0, 0],
  }
}

/** From letters one unit high, at the pen, to pixels. */
export function letterMatrix({ matrix, textMatrix, pen, rise, stretch, size }: PaintState): Matrix {
  return multiply(moved(multiply(matrix, textMatrix), pen[0], pen[1] + rise), [size * stretch, 0, 0, size, 0, 0])
}
