import { OPS, type PDFDocumentLoadingTask, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFOperatorList } from 'pdfjs-dist/types/src/display/api.js'
import type { ReaderInput } from '../reader.ts'
import { openedPdf, openPdf, PICTURE_PIXELS } from './pdf-library.ts'

/**
 * Finds pictures without decoding any. The library has no list of a page's images: it leaves out what is too large, and says
 * so nowhere. Opened once more and told to stop at errors, it stops there; a list that is shorter then lacks an image.
 */
export class PictureFinder {
  #input: ReaderInput
  #source: PDFDocumentProxy
  #task: PDFDocumentLoadingTask | null = null

  constructor(source: PDFDocumentProxy, input: ReaderInput) {
    this.#source = source
    this.#input = input
  }

  /** `all` is what the library gives of the page when it goes on at errors. */
  async has(number: number, all: PDFOperatorList): Promise<boolean> {
    if (smallPixels(all) > PICTURE_PIXELS) return true
    const strict = await drawnOn(await this.#open(), number)
    // Whatever else it stopped at: a page of which not all is known must not pass for a blank one.
    return strict.fnArray.length !== all.fnArray.length
  }

  async close(): Promise<void> {
    await this.#task?.destroy()
  }

  async #open(): Promise<PDFDocumentProxy> {
    const { password, pdfAssets } = this.#input
    // Only now, for most documents never need it; and from the first one, which has taken the bytes over.
    this.#task ??= openPdf(await this.#source.getData(), password, pdfAssets, 'finding')
    return openedPdf(this.#task)
  }
}

async function drawnOn(pdf: PDFDocumentProxy, number: number): Promise<PDFOperatorList> {
  const page = await pdf.getPage(number)
  try {
    return await page.getOperatorList()
  } finally {
    page.cleanup()
  }
}

/** A scan may be made of many thin strips. */
function smallPixels({ fnArray, argsArray }: PDFOperatorList): number {
  return fnArray.reduce((sum, fn, at) => sum + (fn === OPS.paintImageXObject ? area(argsArray[at]) : 0), 0)
}

/** Of an image's [name, width, height]. */
function area(drawn: unknown): number {
  const [, width, height] = Array.isArray(drawn) ? drawn.map(Number) : []
  return (width ?? 0) * (height ?? 0)
}
