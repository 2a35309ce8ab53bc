import type { Attachment } from '../../../shared/model/attachment.ts'
import type { AttachmentRow } from '../../storage/attachment-store.ts'
import type { DocumentStore } from '../../storage/document-store.ts'
import type { ReadingQueue } from './reading-queue.ts'

/** An attachment as the window is told of it: what is on disk, and what is being done with it. */
export function viewAttachment(row: AttachmentRow, documents: DocumentStore, queue: ReadingQueue): Attachment {
  const { id, conversationId, name, documentId } = row
  const unsaved = queue.problemOf(id)
  const reading = queue.progressOf(id)
  // What is read stays so, whatever becomes of its pictures.
  const isFailed = unsaved !== null && row.state !== 'ready'
  const state = isFailed ? 'failed' : reading !== null && row.state === 'waiting' ? 'reading' : row.state
  return {
    ...{ id, conversationId, name, state },
    progress: reading?.pages ?? null,
    problem: unsaved ?? row.problem,
    document: documentId === null ? null : documents.info(documentId, name),
  }
}
