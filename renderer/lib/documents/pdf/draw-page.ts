import { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { centreIn } from '../../centre-in.ts'
import { layMarks, quoteRanges } from './mark-quote.ts'
import { type Frame, pageFrame, type Zoom } from './page-frame.ts'
import type { PdfFile } from './pdf-file.ts'
import { textBox } from './text-box.ts'

export interface Sheet {
  /** As large as what is shown of the page. */
  readonly window: HTMLElement
  /** As large as the page, moved so that the right part of it shows. */
  readonly paper: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly text: HTMLElement
  readonly marks: HTMLElement
}

interface Wish {
  readonly page: number
  readonly quote: string | null
  readonly width: number
  readonly zoom: Zoom
}

/** Sixteen million: a poster drawn at full sharpness would take gigabytes. */
const PIXELS_MAX = 1 << 24

/** Draws a page with its text over it, and marks the sentence. False: it is not on the page word for word. */
export async function drawPage(file: PdfFile, sheet: Sheet, wish: Wish, signal: AbortSignal): Promise<boolean> {
  const page = await file.page(wish.page)
  const content = await page.getTextContent()
  signal.throwIfAborted()
  const natural = page.getViewport({ scale: 1 })
  const frame = pageFrame(natural, textBox(content, natural), wish.width, wish.zoom)
  const viewport = page.getViewport({ scale: frame.scale })
  place(sheet, frame, viewport)
  const sharpness = Math.min(devicePixelRatio, Math.sqrt(PIXELS_MAX / (viewport.width * viewport.height)))
  const drawn = document.createElement('canvas')
  drawn.width = Math.floor(viewport.width * sharpness)
  drawn.height = Math.floor(viewport.height * sharpness)
  const task = page.render({ canvas: drawn, viewport: page.getViewport({ scale: frame.scale * sharpness }) })
  const cancel = () => {
    task.cancel()
  }
  signal.addEventListener('abort', cancel, { once: true })
  await task.promise
  signal.throwIfAborted()
  // Only now, so that the page before stays until this one is whole.
  sheet.canvas.width = drawn.width
  sheet.canvas.height = drawn.height
  sheet.canvas.getContext('2d')?.drawImage(drawn, 0, 0)
  const pieces = await layText(sheet.text, content, viewport)
  signal.throwIfAborted()
  const ranges = wish.quote === null ? [] : quoteRanges(pieces, wish.quote)
  const [first] = layMarks(sheet.marks, ranges)
  const scroller = sheet.window.closest('.scroll')
  if (first && scroller) centreIn(scroller, first)
  page.cleanup()
  return first !== undefined
}

function place({ window, paper }: Sheet, { scale, crop }: Frame, { width, height }: { width: number; height: number }) {
  window.style.width = `${crop.width}px`
  window.style.height = `${crop.height}px`
  paper.style.width = `${width}px`
  paper.style.height = `${height}px`
  paper.style.left = `${-crop.left}px`
  paper.style.top = `${-crop.top}px`
  paper.style.setProperty('--total-scale-factor', `${scale}`)
}

type LayerOptions = ConstructorParameters<typeof TextLayer>[0]

async function layText(
  container: HTMLElement,
  content: LayerOptions['textContentSource'],
  viewport: LayerOptions['viewport'],
): Promise<HTMLElement[]> {
  container.replaceChildren()
  const layer = new TextLayer({ textContentSource: content, container, viewport })
  await layer.render()
  return layer.textDivs
}
