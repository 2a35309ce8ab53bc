import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { listOf } from './library-values.ts'
import { IDENTITY, type Matrix, matrixOf, multiply } from './matrix.ts'
import type { PaintState } from './paint-state.ts'

type StateStep = (state: PaintState, args: readonly unknown[]) => void

/** The steps of a page that paint nothing, by the library's numbers: each changes the state it is given. */
export const STATE_STEPS: Readonly<Record<number, StateStep>> = {
  [OPS.transform]: (state, values) => transform(state, values),
  [OPS.setFillRGBColor]: (state, [colour]) => void (state.ink = greyOf(colour)),
  [OPS.setFillColorN]: (state) => void (state.ink = null),
  [OPS.setFillTransparent]: (state) => void (state.ink = null),
  [OPS.setGState]: (state, [entries]) => {
    for (const entry of listOf(entries)) {
      const [key, value] = listOf(entry)
      if (key === 'ca') state.opacity = Number(value)
      if (key === 'BM') state.blend = String(value)
      if (key === 'SMask') state.masked = value !== false
      if (key === 'Font') setFont(state, listOf(value))
    }
  },
  [OPS.setFont]: setFont,
  [OPS.setCharSpacing]: (state, [spacing]) => void (state.letterSpacing = Number(spacing)),
  [OPS.setWordSpacing]: (state, [spacing]) => void (state.wordSpacing = Number(spacing)),
  [OPS.setHScale]: (state, [percent]) => void (state.stretch = Number(percent) / 100),
  [OPS.setLeading]: (state, [leading]) => void (state.leading = -Number(leading)),
  [OPS.setTextRise]: (state, [rise]) => void (state.rise = Number(rise)),
  [OPS.setTextRenderingMode]: (state, [mode]) => void (state.mode = Number(mode)),
  [OPS.beginText]: (state) => placeText(state, IDENTITY),
  [OPS.setTextMatrix]: (state, [matrix]) => placeText(state, matrixOf(listOf(matrix)) ?? IDENTITY),
  [OPS.moveText]: (state, [x, y]) => moveText(state, Number(x), Number(y)),
  [OPS.setLeadingMoveText]: (state, [x, y]) => {
    state.leading = Number(y)
    moveText(state, Number(x), Number(y))
  },
  [OPS.nextLine]: (state) => moveText(state, 0, state.leading),
}

export function transform(state: PaintState, values: Iterable<unknown>): void {
  const matrix = matrixOf(values)
  if (matrix !== null) state.matrix = multiply(state.matrix, matrix)
}

function setFont(state: PaintState, [name, size]: readonly unknown[]): void {
  state.font = String(name)
  state.size = Number(size)
}

function placeText(state: PaintState, matrix: Matrix): void {
  state.textMatrix = matrix
  state.line = [0, 0]
  state.pen = [0, 0]
}

function moveText(state: PaintState, x: number, y: number): void {
  state.line = [state.line[0] + x, state.line[1] + y]
  state.pen = state.line
}

/** Grey of a colour written “#rrggbb”, by the weights of ITU-R BT.601. */
function greyOf(colour: unknown): number | null {
  const [, red, green, blue] = /^#(..)(..)(..)$/u.exec(String(colour)) ?? []
  if (red === undefined || green === undefined || blue === undefined) return null
  const part = (digits: string) => Number.parseInt(digits, 16)
  return Math.round(0.299 * part(red) + 0.587 * part(green) + 0.114 * part(blue))
}
