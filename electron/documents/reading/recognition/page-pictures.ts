import { detectKind } from '../detect-kind.ts'
import { imageFormat, imageFrames, tiffDirectories } from '../image/image-frames.ts'
import { READING_LIMITS } from '../limits.ts'
import { greymap } from '../pdf/painting/bitmap.ts'
import { DOTS_PER_INCH, paintPage } from '../pdf/painting/paint-page.ts'
import { openedPdf, openPdf } from '../pdf/pdf-library.ts'
import type { PictureFile } from '../picture-file.ts'
import { readBytes } from '../read-bytes.ts'
import type { PdfAssets } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'

export interface PictureSource {
  readonly bytes: Uint8Array
  readonly name: string
  readonly password: string | null
  readonly pages: readonly number[]
  readonly pdfAssets: PdfAssets
}

/** Of a page: an image file, or a sentence that says why there is none. */
export type Picture =
  { readonly file: Uint8Array; readonly dotsPerInch: number | null } | { readonly file: null; readonly why: string }

export interface PagePictures {
  readonly page: number
  /** One after the other, for each may be large. */
  readonly pictures: Iterable<Picture>
}

const TOO_LARGE = 'The picture on this page has more than 50 million pixels, so its letters are not recognised.'
const NOT_TAKEN = 'A picture on it cannot be decoded, or it has more than 50 million pixels.'
const NO_FILE =
  'The picture on it is a drawing, or not in the file, so its letters cannot be recognised: save the document as a PDF and add that.'
const NOT_PAINTED = 'The picture on this page cannot be decoded, or it has more than 50 million pixels.'

/** The pages that are to be recognised, one after the other. */
export function pagePictures(source: PictureSource): AsyncGenerator<PagePictures> {
  const kind = detectKind(source.bytes, source.name)
  if (kind === 'pdf') return pdfPictures(source)
  if (kind === 'image') return imagePictures(source)
  return filesInside(source)
}

async function* pdfPictures({ bytes, password, pdfAssets, pages }: PictureSource): AsyncGenerator<PagePictures> {
  const task = openPdf(bytes, password, pdfAssets, 'painting')
  try {
    const pdf = await openedPdf(task)
    for (const page of pages) {
      const proxy = await pdf.getPage(page)
      const bitmap = await paintPage(proxy)
      proxy.cleanup()
      const blank = bitmap.grey.every((grey) => grey === 255)
      const picture = blank ? { file: null, why: NOT_PAINTED } : { file: greymap(bitmap), dotsPerInch: DOTS_PER_INCH }
      yield { page, pictures: [picture] }
    }
  } finally {
    await task.destroy()
  }
}

async function* imagePictures({ bytes, pages }: PictureSource): AsyncGenerator<PagePictures> {
  const format = imageFormat(bytes)
  if (format === null) throw new ReadingFault('damaged', 'no image any more')
  const frames = imageFrames(bytes, format)
  for (const page of pages) {
    const { width, height } = frames[page - 1] ?? { width: Infinity, height: Infinity }
    const tooLarge = width * height > READING_LIMITS.picturePixels
    const file = format === 'tiff' ? tiffFrom(bytes, page) : bytes
    yield { page, pictures: [tooLarge ? { file: null, why: TOO_LARGE } : { file, dotsPerInch: null }] }
    await Promise.resolve()
  }
}

/** The pictures of an Office file or an e-book are found by reading it once more. */
async function* filesInside({ pages, ...source }: PictureSource): AsyncGenerator<PagePictures> {
  const found = new Map<number, readonly PictureFile[]>()
  const onPictures = (page: number, files: readonly PictureFile[]) => void found.set(page, files)
  await readBytes({ ...source, onPictures, onPage: () => Promise.resolve() })
  for (const page of pages) yield { page, pictures: taken(found.get(page) ?? []) }
}

function* taken(files: readonly PictureFile[]): Generator<Picture> {
  if (files.length === 0) yield { file: null, why: NO_FILE }
  for (const { read } of files) {
    const file = read()
    yield file === null ? { file, why: NOT_TAKEN } : { file, dotsPerInch: null }
  }
}

/** The same file, but beginning with another of its images: whatever decodes it looks at the first alone. */
function tiffFrom(bytes: Uint8Array, page: number): Uint8Array {
  const file = new Uint8Array(bytes)
  const view = new DataView(file.buffer)
  view.setUint32(4, tiffDirectories(view)[page - 1] ?? 0, view.getUint8(0) === 0x49)
  return file
}
