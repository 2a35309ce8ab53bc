import {
  getDocument,
  PasswordResponses,
  type PDFDocumentLoadingTask,
  PDFWorker,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'

/** Put beside the page by the build. */
const ASSETS = new URL('./pdf/', document.baseURI).href

/** A lock that waits for a password. */
export interface PdfLock {
  /** Whether one was tried. */
  readonly isWrong: boolean
  readonly open: (password: string) => void
}

interface Keys {
  /** What is known to open it, or null. */
  readonly password: string | null
  readonly onlocked: (lock: PdfLock) => void
}

/** A PDF that is open to be drawn. It holds a worker and the whole file until it is closed. */
export class PdfFile {
  readonly #port: Worker
  readonly #worker: PDFWorker
  readonly #task: PDFDocumentLoadingTask

  constructor(documentId: string, { password, onlocked }: Keys) {
    this.#port = new Worker(workerAddress, { type: 'module' })
    this.#worker = PDFWorker.create({ port: this.#port, verbosity: VerbosityLevel.ERRORS })
    this.#task = getDocument({
      url: new URL(`/documents/${encodeURIComponent(documentId)}`, document.baseURI).href,
      ...(password === null ? {} : { password }),
      worker: this.#worker,
      verbosity: VerbosityLevel.ERRORS,
      cMapUrl: `${ASSETS}cmaps/`,
      standardFontDataUrl: `${ASSETS}standard_fonts/`,
      wasmUrl: `${ASSETS}wasm/`,
      // The page's policy lets nothing be compiled; the library has the same decoders as plain scripts.
      useWasm: false,
      enableXfa: false,
    })
    this.#task.onPassword = (answer: (password: string) => void, reason: number) => {
      onlocked({ isWrong: reason === PasswordResponses.INCORRECT_PASSWORD, open: answer })
    }
  }

  async page(number: number): Promise<PDFPageProxy> {
    return (await this.#task.promise).getPage(number)
  }

  async close(): Promise<void> {
    await this.#task.destroy()
    this.#worker.destroy()
    this.#port.terminate()
  }
}
