import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { type Bitmap, blankBitmap } from './bitmap.ts'
import { matrixOf, IDENTITY } from './matrix.ts'
import { PagePainter } from './page-painter.ts'

const POINTS_PER_INCH = 72
/** As fine as recognition makes use of. */
export const DOTS_PER_INCH = 300
/** A poster is painted coarser. */
const PIXELS_MAX = 25_000_000

/** A page as it is seen, upright, in greys. */
export async function paintPage(page: PDFPageProxy): Promise<Bitmap> {
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(DOTS_PER_INCH / POINTS_PER_INCH, Math.sqrt(PIXELS_MAX / (width * height)))
  const { transform } = page.getViewport({ scale })
  const bitmap = blankBitmap(Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)))
  const { fnArray, argsArray } = await page.getOperatorList()
  await new PagePainter(page, bitmap, matrixOf(transform) ?? IDENTITY).paint({ fnArray, argsArray })
  return bitmap
}
