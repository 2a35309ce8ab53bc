import { join } from 'node:path'
import { paintPage } from '../../../electron/documents/reading/pdf/painting/paint-page.ts'
import { openedPdf, openPdf } from '../../../electron/documents/reading/pdf/pdf-library.ts'
import { readPdfAssets } from '../../../electron/documents/room/process/pdf-assets.ts'
import type { GreyImage } from './image-files.ts'
import { type PdfImage, textPage, writePdf } from './write-pdf.ts'

const ROWS = 700
const PAGE_POINTS = 842
const POINTS_PER_DOT = 72 / 300

/** The top of a page with these lines on it, as a scanner at 300 dots per inch sees it. */
export async function paintedText(lines: readonly string[]): Promise<GreyImage> {
  const assets = readPdfAssets(join(import.meta.dirname, '../../../node_modules/pdfjs-dist'))
  const task = openPdf(writePdf([textPage(lines)]), null, assets, 'painting')
  const page = await (await openedPdf(task)).getPage(1)
  const { width, grey } = await paintPage(page)
  await task.destroy()
  return { width, height: ROWS, grey: grey.slice(0, width * ROWS) }
}

/** The same image at the top of a page of a PDF. */
export function scanned({ width, height, grey }: GreyImage): PdfImage {
  const points = height * POINTS_PER_DOT
  return { width, height, samples: grey, place: [0, PAGE_POINTS - points, width * POINTS_PER_DOT, points] }
}
