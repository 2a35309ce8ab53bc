import './node-shims.ts'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import {
  getDocument,
  PasswordException,
  PasswordResponses,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { READING_LIMITS } from '../limits.ts'
import type { PdfAssets } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'

/** In pixels. Larger images are pictures; smaller ones are lines and ornaments. */
export const PICTURE_PIXELS = 10_000

/**
 *   reading   pictures are left out before they are decoded, and so cost nothing
 *   finding   the same, but what a page holds ends at the first thing that is wrong with it, also at a picture
 *   painting  with all pictures but those of more than 50 million pixels
 */
export type PdfUse = 'reading' | 'finding' | 'painting'

/** Opens a PDF; the caller destroys the task. No file and no address is ever asked for. */
export function openPdf(
  bytes: Uint8Array,
  password: string | null,
  assets: PdfAssets,
  use: PdfUse = 'reading',
): PDFDocumentLoadingTask {
  class Assets {
    fetch({ filename }: { filename: string }): Promise<Uint8Array> {
      const asset = assets.get(filename)
      // A copy: the library transfers what it is given.
      return asset === undefined ? Promise.reject(new Error(`No ${filename}`)) : Promise.resolve(asset.slice())
    }
  }
  return getDocument({
    data: bytes,
    ...(password === null ? {} : { password }),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // Decoders of images: JPEG 2000 and JBIG2.
    useWasm: use === 'painting',
    wasmUrl: 'wasm/',
    maxImageSize: use === 'painting' ? READING_LIMITS.picturePixels : PICTURE_PIXELS,
    stopAtErrors: use === 'finding',
    enableXfa: false,
    cMapUrl: 'cmaps/',
    cMapPacked: true,
    standardFontDataUrl: 'fonts/',
    BinaryDataFactory: Assets,
    CanvasFactory: NoDrawing,
    FilterFactory: NoDrawing,
  })
}

class NoDrawing {
  destroy(): void {
    // There is nothing to take down.
  }
}

export async function openedPdf(task: PDFDocumentLoadingTask): Promise<PDFDocumentProxy> {
  try {
    return await task.promise
  } catch (error) {
    throw faultOf(error)
  }
}

function faultOf(error: unknown): ReadingFault {
  if (error instanceof PasswordException) {
    const wrong = error.code === PasswordResponses.INCORRECT_PASSWORD
    return new ReadingFault(wrong ? 'wrong-password' : 'password-needed', 'encrypted')
  }
  return new ReadingFault('damaged', 'cannot be opened')
}
