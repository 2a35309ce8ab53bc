import { normalizeUnicode } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { isLetter, type Letter, sortOf } from './letters.ts'
import type { Matrix } from './painting/matrix.ts'
import type { PaintState } from './painting/paint-state.ts'
import type { PageBox, PlacedText } from './text-runs.ts'

/* In widths of a square of the letters' size. */
/** So much more than the end of the letter before, and it is another word. */
const WORD_GAP = 0.102
/** The same where a space was drawn: some files draw one and then step back over it. */
const DRAWN_SPACE = 0.03
const ROUNDING = 0.001
const PIECE_GAP = 0.6
const STEP_BACK = -0.2
/** In heights of the letters: an index stands further off the line. */
const SAME_LINE = 0.25
/** Scripts from right to left, which stand in the file as they are seen, backwards. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u

/** Letters that follow each other on a line, in the same font. */
interface Piece {
  text: string
  readonly frame: Frame
  readonly x: number
  readonly y: number
  readonly start: number
  readonly across: number
  /** Where its last letter ends, along the line. */
  end: number
}

/** How letters stand: their matrix without a place, and the line that they are on. */
interface Frame {
  readonly matrix: Matrix
  readonly font: string
  readonly em: number
  readonly height: number
  readonly cos: number
  readonly sin: number
}

/** Puts letters together to pieces of text, in the order in which they are drawn. */
export class TextAssembler {
  readonly placed: PlacedText[] = []
  /** Whether letters were met whose order only the library knows. */
  rightToLeft = false
  #page: PageBox
  #piece: Piece | null = null
  #spaced = false
  #leastSpace = DRAWN_SPACE

  constructor(page: PageBox) {
    this.#page = page
  }

  /**
   * Takes the letters of one step, moves the pen, and returns what of them stands beside the page. `matrix` is that of letters
   * at the pen, `unit` that of the font's widths, in heights of its letters.
   */
  show(shown: readonly unknown[], state: PaintState, matrix: Matrix, unit: number): string {
    const frame = frameOf(state, matrix)
    const [a, b, c, d, x0, y0] = frame.matrix
    const inHeights = state.size === 0 ? 0 : 1 / state.size
    let pen = 0
    let beside = ''
    for (const entry of shown) {
      if (typeof entry === 'number') pen -= entry / 1000
      if (!isLetter(entry)) continue
      const x = x0 + a * pen
      const y = y0 + b * pen
      const width = entry.width * unit
      if (this.#isBeside(x, y, [a * width, b * width, c, d])) beside += entry.unicode
      else this.#letter(spellingOf(entry), frame, x, y, width)
      pen += width + (state.letterSpacing + (entry.isSpace ? state.wordSpacing : 0)) * inHeights
    }
    state.pen = [state.pen[0] + pen * state.size * state.stretch, state.pen[1]]
    return beside
  }

  close(): void {
    const piece = this.#piece
    this.#piece = null
    if (piece === null) return
    const { frame, x, y, start, end } = piece
    const [a, b, c, d] = frame.matrix
    const text = String(normalizeUnicode(piece.text))
    this.rightToLeft ||= RIGHT_TO_LEFT.test(text)
    this.placed.push({ text, transform: [a, b, c, d, x, y], width: Math.abs(end - start), height: frame.height })
  }

  #letter(unicode: string, frame: Frame, x: number, y: number, width: number): void {
    const sort = sortOf(unicode)
    if (sort === 'space') this.#space(width)
    if (sort === 'space' || sort === 'unseen') return
    if (sort === 'accent' && this.#piece !== null) {
      this.#piece.text += unicode
      return
    }
    const along = x * frame.cos + y * frame.sin
    const across = y * frame.cos - x * frame.sin
    const end = along + width * frame.em
    const piece = this.#piece
    const gap = this.#gapTo(frame, along, across)
    const follows = gap !== null && gap <= PIECE_GAP
    const drawnSpace = follows && this.#spaced && gap > this.#leastSpace
    this.#spaced = false
    if (piece !== null && follows && piece.frame.font === frame.font) {
      piece.text += (drawnSpace || gap > WORD_GAP ? ' ' : '') + unicode
      piece.end = end
      return
    }
    this.close()
    // Whether a gap without a space parts words of two fonts is seen where the pieces are joined.
    this.#piece = { text: (drawnSpace ? ' ' : '') + unicode, frame, x, y, start: along, across, end }
  }

  /** One without a width can have moved nothing, so it needs no gap. */
  #space(width: number): void {
    this.#spaced = true
    this.#leastSpace = width > 0 ? DRAWN_SPACE : -ROUNDING
  }

  /** From the end of the last letter, where this one goes on on its line; else null. */
  #gapTo(frame: Frame, along: number, across: number): number | null {
    const piece = this.#piece
    if (piece?.frame.cos !== frame.cos || piece.frame.sin !== frame.sin) return null
    if (Math.abs(across - piece.across) > SAME_LINE * frame.height) return null
    const gap = (along - piece.end) / frame.em
    return gap >= STEP_BACK ? gap : null
  }

  /** Wholly: all four corners beyond the same edge. Letters that begin on the page are most, and are soon told. */
  #isBeside(x: number, y: number, [a, b, c, d]: readonly [number, number, number, number]): boolean {
    const [left = 0, bottom = 0, right = 0, top = 0] = this.#page
    if (x >= left && x <= right && y >= bottom && y <= top) return false
    const xs = [x, x + a, x + c, x + a + c]
    const ys = [y, y + b, y + d, y + b + d]
    return (
      xs.every((at) => at < left) ||
      xs.every((at) => at > right) ||
      ys.every((at) => at < bottom) ||
      ys.every((at) => at > top)
    )
  }
}

/** The hyphen that only stands at the end of a line is a hyphen once it is drawn. */
function spellingOf({ unicode, width }: Letter): string {
  return unicode === '\u00ad' && width > 0 ? '-' : unicode
}

function frameOf(state: PaintState, matrix: Matrix): Frame {
  const [a, b, c, d] = matrix
  const em = Math.hypot(a, b)
  const turned = em === 0 ? [1, 0] : [a / em, b / em]
  const [cos = 1, sin = 0] = turned
  return { matrix, font: `${state.font} ${state.size}`, em, height: Math.hypot(c, d), cos, sin }
}
