import type { DocumentErrorCode, ReadDocument, ReadingProgress } from '../../../shared/model/document.ts'
import type { AttachmentProblem, AttachmentRow } from '../../storage/attachment-store.ts'
import type { DocumentStore } from '../../storage/document-store.ts'
import { languageOf } from '../../summary/language.ts'
import { documentProblem } from '../document-problem.ts'
import type { DocumentService, ReadOptions } from '../document-service.ts'
import { READER_VERSION } from '../reader-version.ts'
import { extensionOf } from '../reading/detect-kind.ts'
import { bytesOf } from './attachment-file.ts'
import { recognitionLanguages } from './recognition-languages.ts'
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
  if (before !== null && !row.recognise) return { type: 'ready', documentId: before, sha256 }
  const read = await tools.service.readDocument({ name: row.name, bytes }, optionsFor(row, wish, tools.documents))
  if (!read.ok) return failed(read.error)
  if (before !== null) {
    tools.documents.replaceText(before, read.value, languageOf(read.value))
    return { type: 'ready', documentId: before, sha256 }
  }
  const drawable = wish.password === null && isDrawable(read.value)
  if (drawable) await tools.kept.put(sha256, bytes)
  const id = tools.newId()
  tools.documents.add({ id, key, document: read.value, language: languageOf(read.value), drawable })
  return { type: 'ready', documentId: id, sha256 }
}

function optionsFor(
  row: AttachmentRow,
  { password, signal, onProgress }: ReadingWish,
  documents: DocumentStore,
): ReadOptions {
  const options = { ...(password === null ? {} : { password }), signal }
  if (!row.recognise) return { ...options, onProgress }
  const language = row.documentId === null ? null : (documents.info(row.documentId, row.name)?.language ?? null)
  return { ...options, ocr: { languages: recognitionLanguages(language), onRecognised: onProgress } }
}

/** Its pages can be drawn from its bytes. With a password they could not. */
function isDrawable({ kind }: ReadDocument): boolean {
  return kind === 'pdf' || kind === 'image'
}

function failed({ code, message }: AttachmentProblem & { code: DocumentErrorCode }): AttachmentEnd {
  if (code === 'password-needed') return { type: 'locked', problem: null }
  if (code === 'wrong-password') return { type: 'locked', problem: { code, message } }
  return { type: 'failed', problem: { code, message } }
}
