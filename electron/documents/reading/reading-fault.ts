import type { ReadingErrorCode } from '../../../shared/model/document.ts'

/** An expected end of reading. The detail is for the log and holds nothing of the document. */
export class ReadingFault extends Error {
  readonly code: ReadingErrorCode

  constructor(code: ReadingErrorCode, detail: string) {
    super(detail)
    this.code = code
  }
}
