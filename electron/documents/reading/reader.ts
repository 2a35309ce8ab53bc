import type { DocumentText } from '../../../shared/model/document.ts'
import type { PictureFile } from './picture-file.ts'

export interface ReaderInput {
  readonly bytes: Uint8Array
  /** The file's name, for its extension only. */
  readonly name: string
  readonly password: string | null
  /** Called after each page. Gives the event loop a turn, so that this process still hears when it is to stop. */
  readonly onPage: (done: number, total: number | null) => Promise<void>
  readonly pdfAssets: PdfAssets
  /** Hears of each page whose pictures, as files inside the document, may hold letters that are not read. */
  readonly onPictures?: (page: number, files: readonly PictureFile[]) => void
}

/** Tables that the PDF library asks for by file name: character maps and the standard fonts. */
export type PdfAssets = ReadonlyMap<string, Uint8Array>

/** Throws ReadingFault for every end it expects. */
export type Reader = (input: ReaderInput) => Promise<Omit<DocumentText, 'kind'>>
