import { randomUUID } from 'node:crypto'
import type { Heading, ReadDocument } from '../../../shared/model/document.ts'
import { AttachmentStore } from '../../../electron/storage/attachment-store.ts'
import { DocumentStore } from '../../../electron/storage/document-store.ts'
import type { StoreUnderTest } from '../store-under-test.ts'

/** A document as it is read: one text for each page, and null for a page without any. */
export function readDocument(name: string, pages: readonly (string | null)[], headings: Heading[] = []): ReadDocument {
  return {
    ...{ name, kind: 'pdf', unit: 'page', title: null, remarks: [], headings, sizeBytes: 1000, sha256: randomUUID() },
    pages: pages.map((text, index) => ({
      page: index + 1,
      label: `Page ${index + 1}`,
      verdict: text === null ? 'no-text' : 'read',
      why: text === null ? 'There is nothing on this page.' : null,
      words: text?.split(/\s+/u).length ?? 0,
      text: text ?? '',
      hidden: [],
      pictures: false,
    })),
  }
}

/** Puts a document into the store, and into a conversation; returns its id and that of its attachment. It is whole at once, but for a long one: then once it is `kept`. */
export function storeDocument(store: StoreUnderTest, conversationId: string, document: ReadDocument) {
  const documents = new DocumentStore(store.db)
  const attachments = new AttachmentStore(store.db)
  const id = randomUUID()
  const key = { sha256: document.sha256, extension: '.pdf', readerVersion: 1 }
  const kept = documents.add({ id, key, document, language: null, drawable: false })
  const attachmentId = randomUUID()
  const { name, sha256 } = document
  attachments.add([{ id: attachmentId, conversationId, name, path: null, sha256, summarise: false, newTitle: null }])
  attachments.change(attachmentId, { documentId: id, state: 'ready' })
  return { id, attachmentId, kept }
}
