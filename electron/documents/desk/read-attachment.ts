import type { DocumentErrorCode, ReadDocument, ReadingProgress } from '../../../shared/model/document.ts'
import type { AttachmentProblem, AttachmentRow } from '../../storage/attachment-store.ts'
import type { DocumentStore } from '../../storage/document-store.ts'
import { languageOf } from '../../summary/language.ts'
import { documentProblem } from '../document-problem.ts'
import type { DocumentService } from '../document-service.ts'
import { READER_VERSION } from '../reader-version.ts'
import { extensionOf } from '../reading/detect-kind.ts'
import { bytesOf } from './attachment-file.ts'
import type { KeptBytes } from './kept-bytes.ts'

export interface ReadingTools {
  readonly service: DocumentService
  readonly documents: DocumentStore
  readonly kept: KeptBytes
  readonly newId: () => string
}

export interface ReadingWish {
  readonly password: string | null
  readonly signal: AbortSignal
  readonly onProgress: (progress: ReadingProgress) => void
}

export type AttachmentEnd =
  | { readonly type: 'ready'; readonly documentId: string; readonly sha256: string }
  | { readonly type: 'locked'; readonly problem: AttachmentProblem | null }
  | { readonly type: 'failed'; readonly problem: AttachmentProblem & { readonly code: DocumentErrorCode } }

/** Reads what an attachment stands for, unless the same bytes were read before. Throws where the disk is full. */
export async function readAttachment(
  row: AttachmentRow,
  wish: ReadingWish,
  tools: ReadingTools,
): Promise<AttachmentEnd> {
  const gathered = await bytesOf(row, wish.signal, tools.kept)
  if (!gathered.ok) return { type: 'failed', problem: documentProblem(gathered.fault, row.name) }
  const { bytes, sha256 } = gathered.value
  const key = { sha256, extension: extensionOf(row.name), readerVersion: READER_VERSION }
  const before = tools.documents.find(key)
  if (before !== null) return { type: 'ready', documentId: before, sha256 }
  const { password, signal, onProgress } = wish
  const options = { ...(password === null ? {} : { password }), signal, onProgress }
  const read = await tools.service.readDocument({ name: row.name, bytes }, options)
  if (!read.ok) return failed(read.error)
  const drawable = isDrawable(read.value)
  if (drawable) await tools.kept.put(sha256, bytes)
  const id = tools.newId()
  await tools.documents.add({ id, key, document: read.value, language: languageOf(read.value), drawable })
  return { type: 'ready', documentId: id, sha256 }
}

/** Its pages can be drawn from its bytes. What is locked is kept locked: the window asks for the password again. */
function isDrawable({ kind }: ReadDocument): boolean {
  return kind === 'pdf' || kind === 'image'
}

function failed({ code, message }: AttachmentProblem & { code: DocumentErrorCode }): AttachmentEnd {
  if (code === 'password-needed') return { type: 'locked', problem: null }
  if (code === 'wrong-password') return { type: 'locked', problem: { code, message } }
  return { type: 'failed', problem: { code, message } }
}
