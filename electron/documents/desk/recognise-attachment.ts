import type { Page } from '../../../shared/model/document.ts'
import type { AttachmentRow } from '../../storage/attachment-store.ts'
import { languageOf } from '../../summary/language.ts'
import { bytesOf } from './attachment-file.ts'
import type { AttachmentEnd, ReadingTools, ReadingWish } from './read-attachment.ts'
import { recognitionLanguages } from './recognition-languages.ts'
import { recognitionProblem } from './recognition-problem.ts'

/**
 * Recognises what pictures of a document say. Each page is on disk as soon as it is recognised: after any end it goes on with
 * the others. Throws where the disk is full.
 */
export async function recogniseAttachment(
  row: AttachmentRow,
  documentId: string,
  { password, signal, onProgress }: ReadingWish,
  { documents, kept, service }: ReadingTools,
): Promise<AttachmentEnd> {
  const gathered = await bytesOf(row, signal, kept)
  if (!gathered.ok) return { type: 'failed', problem: recognitionProblem(gathered.fault, row.name) }
  const text = documents.read(documentId, row.name)
  if (text === null) throw new Error('A document whose letters are recognised is gone')
  const pages = new KeptPages((page) => documents.replacePage(documentId, page))
  const recognised = await service.recognise(text, gathered.value.bytes, {
    languages: recognitionLanguages(documents.info(documentId, row.name)?.language ?? null),
    password,
    signal: AbortSignal.any([signal, pages.failure.signal]),
    onProgress,
    onPage: (page) => pages.keep(page),
  })
  // It cannot be thrown where it happens: there is nobody above but the process that recognises.
  if (pages.failure.signal.aborted) throw pages.failure.signal.reason
  if (!recognised.ok) return { type: 'failed', problem: recognitionProblem(recognised.error.code, row.name) }
  documents.setLanguage(documentId, languageOf(recognised.value))
  return { type: 'ready', documentId, sha256: gathered.value.sha256 }
}

/** Puts pages on disk, and ends everything where that fails. */
class KeptPages {
  readonly failure = new AbortController()
  readonly #put: (page: Page) => void

  constructor(put: (page: Page) => void) {
    this.#put = put
  }

  keep(page: Page): void {
    try {
      this.#put(page)
    } catch (error) {
      this.failure.abort(error)
    }
  }
}
