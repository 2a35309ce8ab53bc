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
import type { PdfAssets } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'

/** An image is never decoded, so one of any size costs nothing. */
const NO_IMAGES = 0

/** Opens a PDF; the caller destroys the task. No file and no address is ever asked for. */
export function openPdf(bytes: Uint8Array, password: string | null, assets: PdfAssets): PDFDocumentLoadingTask {
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
    useWasm: false,
    maxImageSize: NO_IMAGES,
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
