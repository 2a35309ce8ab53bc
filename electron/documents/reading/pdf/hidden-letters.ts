import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { z } from 'zod'
import { type Box, boxWithin } from './painting/bitmap.ts'
import type { Drawing } from './painting/fonts.ts'
import { listOf } from './painting/library-values.ts'
import { IDENTITY, pointAt } from './painting/matrix.ts'
import { letterMatrix, type PaintState } from './painting/paint-state.ts'
import { StateStack } from './painting/state-stack.ts'
import type { PageBox } from './text-runs.ts'

const WHITE = 255
/** Greys that differ by less are one to the eye. */
const SAME_GREY = 12
const EVERYWHERE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }
const INVISIBLE = 3
/** Of the shapes before a piece of text, so many are looked at: a map has tens of thousands. */
const GROUNDS_MAX = 1000

/** The width is in thousandths of the letters' size. */
const Letter = z.object({ unicode: z.string(), width: z.number() })

/** Something painted: where, and how grey; null for what is of many greys. */
interface Ground extends Box {
  readonly grey: number | null
}

export interface HiddenLetters {
  /** In the colour of what lies under them, most often white on white. */
  readonly white: readonly string[]
  /** Wholly beside the page. */
  readonly offPage: readonly string[]
}

/**
 * Letters that are drawn and not seen, piece by piece. What is painted under them is taken as its box, so a ground of an odd
 * shape may be taken for larger than it is. Letters marked as invisible are not meant: under a scan they are what was
 * recognised in it.
 */
export function hiddenLetters({ fnArray, argsArray }: Drawing, page: PageBox): HiddenLetters {
  const stack = new StateStack(IDENTITY, EVERYWHERE)
  const grounds: Ground[] = []
  const white: string[] = []
  const offPage: string[] = []
  for (const [at, step] of fnArray.entries()) {
    const args = listOf(argsArray[at])
    const { state } = stack
    if (step === OPS.showText && (state.mode & INVISIBLE) !== INVISIBLE) {
      const { text, width } = pieceOf(args[0])
      if (isBeside(state, width, page)) offPage.push(text)
      else if (isOnItsColour(state, grounds)) white.push(text)
    }
    const box = paintedBox(step, args)
    if (box !== null && !stack.masking) {
      const grey = step === OPS.constructPath ? state.ink : null
      if (grounds.length >= GROUNDS_MAX) grounds.shift()
      grounds.push({ ...boxWithin(state.clip, state.matrix, box), grey })
    }
    stack.step(step, args)
  }
  const said = (texts: readonly string[]) => texts.filter((text) => text.trim() !== '')
  return { white: said(white), offPage: said(offPage) }
}

function isBeside(state: PaintState, width: number, [left = 0, bottom = 0, right = 0, top = 0]: PageBox): boolean {
  const matrix = letterMatrix(state)
  const corners = [pointAt(matrix, 0, 0), pointAt(matrix, width, 0), pointAt(matrix, 0, 1), pointAt(matrix, width, 1)]
  const beyond = (test: (x: number, y: number) => boolean) => corners.every(([x, y]) => test(x, y))
  return (
    beyond((x) => x < left) || beyond((x) => x > right) || beyond((_, y) => y < bottom) || beyond((_, y) => y > top)
  )
}

function isOnItsColour(state: PaintState, grounds: readonly Ground[]): boolean {
  if (state.ink === null) return false
  const [x, y] = pointAt(letterMatrix(state), 0.1, 0.2)
  const ground = grounds.findLast(({ left, right, top, bottom }) => x >= left && x < right && y >= top && y < bottom)
  const under = ground === undefined ? WHITE : ground.grey
  return under !== null && Math.abs(under - state.ink) < SAME_GREY
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

/** The text of a piece, and its width in heights of its letters. Wide gaps inside it are spaces. */
function pieceOf(shown: unknown): { text: string; width: number } {
  let text = ''
  let width = 0
  for (const entry of listOf(shown)) {
    const letter = typeof entry === 'number' ? null : Letter.safeParse(entry).data
    if (typeof entry === 'number' && entry < -200) text += ' '
    text += letter?.unicode ?? ''
    width += (letter?.width ?? -Number(entry)) / 1000 || 0
  }
  return { text, width }
}
