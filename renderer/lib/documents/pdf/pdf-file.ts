import { getDocument, type PDFDocumentLoadingTask, PDFWorker, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'

/** Put beside the page by the build. */
const ASSETS = new URL('./pdf/', document.baseURI).href

/** A PDF that is open to be drawn. It holds a worker and the whole file until it is closed. */
export class PdfFile {
  readonly #port: Worker
  readonly #worker: PDFWorker
  readonly #task: PDFDocumentLoadingTask

  constructor(documentId: string) {
    this.#port = new Worker(workerAddress, { type: 'module' })
    this.#worker = PDFWorker.create({ port: this.#port, verbosity: VerbosityLevel.ERRORS })
    this.#task = getDocument({
      url: new URL(`/documents/${encodeURIComponent(documentId)}`, document.baseURI).href,
      worker: this.#worker,
      verbosity: VerbosityLevel.ERRORS,
      cMapUrl: `${ASSETS}cmaps/`,
      standardFontDataUrl: `${ASSETS}standard_fonts/`,
      wasmUrl: `${ASSETS}wasm/`,
      // The page's policy lets nothing be compiled; the library has the same decoders as plain scripts.
      useWasm: false,
      enableXfa: false,
    })
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
