import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Bitmap } from './bitmap.ts'
import { fillArea } from './fill-area.ts'
import { type Drawing, drawingOf, type Font, fontOf, type Glyph, lettersOf, objectOf, outlineOf } from './fonts.ts'
import { fieldOf, isNumbers, listOf, transformIn } from './library-values.ts'
import { IDENTITY, type Matrix, matrixOf, moved, multiply } from './matrix.ts'
import { edgesOf } from './outline.ts'
import { letterMatrix } from './paint-state.ts'
import { placeImage } from './place-image.ts'
import { cropped, type Samples, samplesOf, stencilOf } from './samples.ts'
import { StateStack } from './state-stack.ts'

/** A letter of a Type 3 font may be drawn with letters of another. */
const DEPTH_MAX = 8
const FONT_UNITS: Matrix = [0.001, 0, 0, 0.001, 0, 0]
const INVISIBLE = 3

type Args = readonly unknown[]

/**
 * Paints what a page shows, in greys, for eyes that only look for letters: images, letters and filled shapes, each within the
 * box of its clip. Lines, shadings and patterns are left out.
 */
export class PagePainter {
  #page: PDFPageProxy
  #bitmap: Bitmap
  #stack: StateStack
  #depth = 0

  constructor(page: PDFPageProxy, bitmap: Bitmap, matrix: Matrix) {
    this.#page = page
    this.#bitmap = bitmap
    this.#stack = new StateStack(matrix, { left: 0, top: 0, right: bitmap.width, bottom: bitmap.height })
  }

  async paint({ fnArray, argsArray }: Drawing): Promise<void> {
    for (const [at, step] of fnArray.entries()) {
      const args = listOf(argsArray[at])
      await this.#steps[step]?.(args)
      this.#stack.step(step, args)
    }
  }

  #steps: Readonly<Record<number, (args: Args) => void | Promise<void>>> = {
    [OPS.constructPath]: (args) => this.#path(args),
    [OPS.showText]: ([shown]) => this.#showText(lettersOf(shown)),

    [OPS.paintImageXObject]: async ([id]) => this.#image(await this.#samples(id), IDENTITY),
    [OPS.paintInlineImageXObject]: ([image]) => this.#image(samplesOf(image), IDENTITY),
    [OPS.paintImageXObjectRepeat]: ([id, across, down, places]) =>
      this.#repeat(this.#samples(id), [Number(across), 0, 0, Number(down), 0, 0], places),
    [OPS.paintInlineImageXObjectGroup]: ([image, places]) => this.#collage(samplesOf(image), places),
    [OPS.paintImageMaskXObject]: async ([image]) => this.#image(await this.#stencil(image), IDENTITY),
    [OPS.paintImageMaskXObjectRepeat]: ([image, a, b, c, d, places]) =>
      this.#repeat(this.#stencil(image), [Number(a), Number(b), Number(c), Number(d), 0, 0], places),
    [OPS.paintImageMaskXObjectGroup]: async ([images]) => {
      for (const image of listOf(images)) this.#image(await this.#stencil(image), transformIn(image))
    },
    [OPS.paintSolidColorImageMask]: () => this.#fill(UNIT_SQUARE, this.#stack.state.matrix, false),
  }

  #path([kind, paths]: Args): void {
    const [path] = listOf(paths)
    const evenOdd = kind === OPS.eoFill || kind === OPS.eoFillStroke || kind === OPS.closeEOFillStroke
    const filled = evenOdd || kind === OPS.fill || kind === OPS.fillStroke || kind === OPS.closeFillStroke
    if (filled && isNumbers(path)) this.#fill(path, this.#stack.state.matrix, evenOdd)
  }

  #fill(path: ArrayLike<number>, matrix: Matrix, evenOdd: boolean): void {
    const { ink, opacity, clip } = this.#stack.state
    if (ink === null || this.#stack.masking) return
    fillArea(this.#bitmap, edgesOf(path, matrix), { grey: ink, opacity, evenOdd }, clip)
  }

  async #showText(letters: readonly (Glyph | number)[]): Promise<void> {
    const state = this.#stack.state
    const font = fontOf(this.#page, state.font)
    if (font === null) return
    const units = matrixOf(font.fontMatrix ?? FONT_UNITS) ?? FONT_UNITS
    for (const letter of letters) {
      if (typeof letter === 'number') {
        this.#advance(font, -(letter / 1000) * state.size)
        continue
      }
      if ((state.mode & INVISIBLE) !== INVISIBLE) await this.#letter(font, letter, units)
      const spacing = state.letterSpacing + (letter.isSpace === true ? state.wordSpacing : 0)
      this.#advance(font, letter.width * units[0] * state.size + spacing)
    }
  }

  #advance({ vertical }: Font, by: number): void {
    const { pen, stretch } = this.#stack.state
    this.#stack.state.pen = vertical === true ? [pen[0], pen[1] - by] : [pen[0] + by * stretch, pen[1]]
  }

  async #letter(font: Font, letter: Glyph, units: Matrix): Promise<void> {
    const matrix = letterMatrix(this.#stack.state)
    if (font.isType3Font !== true) {
      const outline = outlineOf(this.#page, font, letter)
      // Beside the line where writing goes down the page: the pen is above the middle of the letter.
      const place = font.vertical === true ? moved(matrix, -0.5, -0.88) : matrix
      if (outline !== null) this.#fill(outline, place, false)
      return
    }
    const drawing = drawingOf(font, letter)
    if (drawing === null || this.#depth >= DEPTH_MAX) return
    this.#depth += 1
    const before = this.#stack.state
    this.#stack.state = { ...before, matrix: multiply(matrix, units) }
    await this.paint(drawing)
    this.#stack.state = before
    this.#depth -= 1
  }

  #image(samples: Samples | null, place: Matrix): void {
    const { matrix, opacity, clip } = this.#stack.state
    if (samples === null || this.#stack.masking) return
    placeImage(this.#bitmap, samples, multiply(matrix, place), opacity, clip)
  }

  async #samples(id: unknown): Promise<Samples | null> {
    return samplesOf(await objectOf(this.#page, String(id)))
  }

  async #stencil(image: unknown): Promise<Samples | null> {
    const { ink } = this.#stack.state
    const data = fieldOf(image, 'data')
    const stencil = typeof data === 'string' ? await objectOf(this.#page, data) : image
    return ink === null ? null : stencilOf(stencil, ink)
  }

  async #repeat(image: Promise<Samples | null>, [a, b, c, d]: Matrix, places: unknown): Promise<void> {
    const samples = await image
    const at = Array.from(listOf(places), Number)
    for (let index = 0; index + 1 < at.length; index += 2) {
      this.#image(samples, [a, b, c, d, at[index] ?? 0, at[index + 1] ?? 0])
    }
  }

  /** Small images that the library has joined into one. */
  #collage(image: Samples | null, places: unknown): void {
    for (const place of image === null ? [] : listOf(places)) {
      const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'w', 'h'].map((field) => Number(fieldOf(place, field)))
      this.#image(image === null ? null : cropped(image, x, y, width, height), transformIn(place))
    }
  }
}

/** From (0, 0) to (1, 1), in the library's numbers for the steps of a path. */
const UNIT_SQUARE = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 4]
