import { detectKind } from '../detect-kind.ts'
import { imageFormat, imageFrames, tiffDirectories } from '../image/image-frames.ts'
import { READING_LIMITS } from '../limits.ts'
import { greymap } from '../pdf/painting/bitmap.ts'
import { DOTS_PER_INCH, paintPage } from '../pdf/painting/paint-page.ts'
import { openedPdf, openPdf } from '../pdf/pdf-library.ts'
import type { PdfAssets } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'

export interface PictureSource {
  readonly bytes: Uint8Array
  readonly name: string
  readonly password: string | null
  readonly pages: readonly number[]
  readonly pdfAssets: PdfAssets
}

/** A page as an image file, or a sentence that says why there is none. */
export type PagePicture =
  | { readonly page: number; readonly file: Uint8Array; readonly dotsPerInch: number | null }
  | { readonly page: number; readonly file: null; readonly why: string }

const TOO_LARGE = 'The picture on this page has more than 50 million pixels, so its letters are not recognised.'
const NOT_PAINTED = 'The picture on this page cannot be decoded, or it has more than 50 million pixels.'

/** The pages that are to be recognised, one after the other. */
export function pagePictures(source: PictureSource): AsyncGenerator<PagePicture> {
  const kind = detectKind(source.bytes, source.name)
  if (kind === 'pdf') return pdfPictures(source)
  if (kind === 'image') return imagePictures(source)
  throw new ReadingFault('unsupported-kind', `no pictures of pages in ${kind}`)
}

async function* pdfPictures({ bytes, password, pdfAssets, pages }: PictureSource): AsyncGenerator<PagePicture> {
  const task = openPdf(bytes, password, pdfAssets, 'painting')
  try {
    const pdf = await openedPdf(task)
    for (const page of pages) {
      const proxy = await pdf.getPage(page)
      const bitmap = await paintPage(proxy)
      proxy.cleanup()
      const blank = bitmap.grey.every((grey) => grey === 255)
      if (blank) yield { page, file: null, why: NOT_PAINTED }
      else yield { page, file: greymap(bitmap), dotsPerInch: DOTS_PER_INCH }
    }
  } finally {
    await task.destroy()
  }
}

async function* imagePictures({ bytes, pages }: PictureSource): AsyncGenerator<PagePicture> {
  const format = imageFormat(bytes)
  if (format === null) throw new ReadingFault('damaged', 'no image any more')
  const frames = imageFrames(bytes, format)
  for (const page of pages) {
    const { width, height } = frames[page - 1] ?? { width: Infinity, height: Infinity }
    if (width * height > READING_LIMITS.picturePixels) yield { page, file: null, why: TOO_LARGE }
    else yield { page, file: format === 'tiff' ? tiffFrom(bytes, page) : bytes, dotsPerInch: null }
    await Promise.resolve()
  }
}

/** The same file, but beginning with another of its images: whatever decodes it looks at the first alone. */
function tiffFrom(bytes: Uint8Array, page: number): Uint8Array {
  const file = new Uint8Array(bytes)
  const view = new DataView(file.buffer)
  view.setUint32(4, tiffDirectories(view)[page - 1] ?? 0, view.getUint8(0) === 0x49)
  return file
}
