import { basename } from 'node:path'
import type { AgateHandlers } from '../../shared/ipc/contract.ts'
import { err, ok } from '../../shared/result.ts'
import type { Services } from '../services.ts'
import { writeSummary } from '../summary/write-summary.ts'

/** What documents need of the window system. */
export interface DocumentSystem {
  /** Paths that were picked in the system's dialog, or null. */
  pickDocuments(): Promise<string[] | null>
  /** Where to write a summary, or null. */
  pickSummaryFile(format: 'markdown' | 'json', documentName: string): Promise<string | null>
  /** Shows a file in the system's file manager. */
  reveal(path: string): void
  /** Opens a file in the program that the system has for it; false when there is none. */
  open(path: string): Promise<boolean>
}

export function documentHandlers(
  { documents, summaries }: Services,
  system: DocumentSystem,
): AgateHandlers['documents'] {
  return {
    add: ({ conversationId, documents: inputs }) => documents.add(conversationId, inputs),
    async choose({ conversationId }) {
      documents.expect()
      const paths = await system.pickDocuments()
      return paths === null
        ? ok(null)
        : documents.add(
            conversationId,
            paths.map((path) => ({ path })),
          )
    },
    expect() {
      documents.expect()
      return Promise.resolve(ok())
    },
    list: ({ conversationId }) => Promise.resolve(ok(documents.list(conversationId))),
    remove: ({ id }) => Promise.resolve(documents.remove(id)),
    restore: ({ id }) => Promise.resolve(documents.restore(id)),
    unlock: ({ id, password }) => documents.reading.unlock(id, password),
    retry: ({ id }) => documents.reading.retry(id),
    recognise: ({ id, password }) => documents.reading.recognise(id, password ?? null),
    stopReading({ id }) {
      documents.reading.stop(id)
      return Promise.resolve(ok())
    },
    page: ({ documentId, page }) => Promise.resolve(documents.page(documentId, page)),
    async reveal({ id }) {
      const file = await documents.fileOf(id)
      if (!file.ok) return file
      system.reveal(file.value)
      return ok()
    },
    async open({ id }) {
      const file = await documents.fileToOpen(id)
      if (!file.ok) return file
      const { path, isCopy } = file.value
      return (await system.open(path)) ? ok({ isCopy }) : err('not-opened', notOpened(path))
    },
    estimate: ({ documentId }) => summaries.estimate(documentId),
    summarise: ({ documentId, wish }) => Promise.resolve(summaries.summarise(documentId, wish)),
    stopSummary({ documentId }) {
      summaries.stop(documentId)
      return Promise.resolve(ok())
    },
    summary: ({ documentId }) => Promise.resolve(summaries.view(documentId)),
    async export({ documentId, format }) {
      const summary = summaries.result(documentId)
      if (!summary.ok) return summary
      const path = await system.pickSummaryFile(format, summary.value.document.name)
      return path === null ? ok(false) : writeSummary(path, format, summary.value)
    },
  }
}

function notOpened(path: string): string {
  return `No program on this computer opened “${basename(path)}”. Show it in its folder, and choose a program there.`
}
