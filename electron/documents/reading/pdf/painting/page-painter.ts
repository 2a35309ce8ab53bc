import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Bitmap, boxWithin } from './bitmap.ts'
import { fillArea } from './fill-area.ts'
import { type Drawing, drawingOf, type Font, fontOf, type Glyph, lettersOf, objectOf, outlineOf } from './fonts.ts'
import { fieldOf, isNumbers, listOf, transformIn } from './library-values.ts'
import { IDENTITY, type Matrix, matrixOf, moved, multiply } from './matrix.ts'
import { edgesOf } from './outline.ts'
import { firstState, letterMatrix, type PaintState } from './paint-state.ts'
import { placeImage } from './place-image.ts'
import { cropped, type Samples, samplesOf, stencilOf } from './samples.ts'
import { STATE_STEPS, transform } from './state-steps.ts'

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
  #state: PaintState
  #first: PaintState
  #kept: PaintState[] = []
  /** Groups that are masks for something else, and the groups within them. */
  #masking = 0
  #clipNext = false
  #depth = 0

  constructor(page: PDFPageProxy, bitmap: Bitmap, matrix: Matrix) {
    this.#page = page
    this.#bitmap = bitmap
    this.#first = firstState(matrix, { left: 0, top: 0, right: bitmap.width, bottom: bitmap.height })
    this.#state = { ...this.#first }
  }

  async paint({ fnArray, argsArray }: Drawing): Promise<void> {
    for (const [at, step] of fnArray.entries()) {
      const args = listOf(argsArray[at])
      STATE_STEPS[step]?.(this.#state, args)
      await this.#steps[step]?.(args)
    }
  }

  #steps: Readonly<Record<number, (args: Args) => void | Promise<void>>> = {
    [OPS.save]: () => this.#save(),
    [OPS.restore]: () => this.#restore(),
    [OPS.clip]: () => void (this.#clipNext = true),
    [OPS.eoClip]: () => void (this.#clipNext = true),
    [OPS.constructPath]: (args) => this.#path(args),
    [OPS.beginGroup]: ([group]) => this.#beginGroup(group),
    [OPS.endGroup]: () => this.#endGroup(),
    [OPS.paintFormXObjectBegin]: ([matrix, box]) => this.#beginForm(matrix, box),
    [OPS.paintFormXObjectEnd]: () => this.#restore(),
    [OPS.beginAnnotation]: ([, , place, matrix]) => this.#beginAnnotation(place, matrix),
    [OPS.endAnnotation]: () => this.#restore(),

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
    [OPS.paintSolidColorImageMask]: () => this.#fill(UNIT_SQUARE, this.#state.matrix, false),
  }

  #save(): void {
    this.#kept.push({ ...this.#state })
  }

  #restore(): void {
    this.#state = this.#kept.pop() ?? this.#state
  }

  #clip(box: unknown): void {
    const [x0, y0, x1, y1] = Array.from(listOf(box), Number)
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return
    this.#state.clip = boxWithin(this.#state.clip, this.#state.matrix, [x0, y0, x1, y1])
  }

  #beginGroup(group: unknown): void {
    const masks = fieldOf(group, 'smask') ?? null
    if (this.#masking > 0 || masks !== null) this.#masking += 1
    this.#save()
  }

  #endGroup(): void {
    if (this.#masking > 0) this.#masking -= 1
    this.#restore()
  }

  #beginForm(matrix: unknown, box: unknown): void {
    this.#save()
    transform(this.#state, listOf(matrix))
    this.#clip(box)
  }

  /** An annotation is placed on the page, wherever the content before it ended. */
  #beginAnnotation(place: unknown, matrix: unknown): void {
    this.#save()
    this.#state = { ...this.#first }
    transform(this.#state, listOf(place))
    transform(this.#state, listOf(matrix))
  }

  #path([kind, paths, box]: Args): void {
    const [path] = listOf(paths)
    const evenOdd = kind === OPS.eoFill || kind === OPS.eoFillStroke || kind === OPS.closeEOFillStroke
    const filled = evenOdd || kind === OPS.fill || kind === OPS.fillStroke || kind === OPS.closeFillStroke
    if (filled && isNumbers(path)) this.#fill(path, this.#state.matrix, evenOdd)
    if (this.#clipNext) this.#clip(box)
    this.#clipNext = false
  }

  #fill(path: ArrayLike<number>, matrix: Matrix, evenOdd: boolean): void {
    const { ink, opacity, clip } = this.#state
    if (ink === null || this.#masking > 0) return
    fillArea(this.#bitmap, edgesOf(path, matrix), { grey: ink, opacity, evenOdd }, clip)
  }

  async #showText(letters: readonly (Glyph | number)[]): Promise<void> {
    const state = this.#state
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
    const { pen, stretch } = this.#state
    this.#state.pen = vertical === true ? [pen[0], pen[1] - by] : [pen[0] + by * stretch, pen[1]]
  }

  async #letter(font: Font, letter: Glyph, units: Matrix): Promise<void> {
    const matrix = letterMatrix(this.#state)
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
    const before = this.#state
    this.#state = { ...before, matrix: multiply(matrix, units) }
    await this.paint(drawing)
    this.#state = before
    this.#depth -= 1
  }

  #image(samples: Samples | null, place: Matrix): void {
    const { matrix, opacity, clip } = this.#state
    if (samples === null || this.#masking > 0) return
    placeImage(this.#bitmap, samples, multiply(matrix, place), opacity, clip)
  }

  async #samples(id: unknown): Promise<Samples | null> {
    return samplesOf(await objectOf(this.#page, String(id)))
  }

  async #stencil(image: unknown): Promise<Samples | null> {
    const { ink } = this.#state
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
