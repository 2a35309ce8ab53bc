import type { AgatePublish } from '../../../shared/ipc/contract.ts'
import type { Attachment } from '../../../shared/model/attachment.ts'
import { titleFrom } from '../../../shared/model/conversation.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import { paced } from '../../models/paced.ts'
import type { PassageIndex } from '../../questions/passage-index.ts'
import type { AttachmentRow, AttachmentStore } from '../../storage/attachment-store.ts'
import type { ConversationStore } from '../../storage/conversation-store.ts'
import type { DocumentStore } from '../../storage/document-store.ts'
import { unlessUnsaved, type UnsavedCode } from '../../storage/storage-error.ts'
import type { SummaryDesk } from '../../summary/summary-desk.ts'
import type { DocumentService } from '../document-service.ts'
import { pagesToRecognise } from '../recognise-document.ts'
import { fileOf } from './attachment-file.ts'
import { viewAttachment } from './attachment-view.ts'
import type { KeptBytes } from './kept-bytes.ts'
import { ReadingQueue } from './reading-queue.ts'
import { gone, NOT_FOUND } from './refusals.ts'

const TELL_EVERY_MS = 250

type AgainError = 'not-found' | 'file-gone' | UnsavedCode

export interface ReadingDeskOptions {
  readonly service: DocumentService
  readonly attachments: AttachmentStore
  readonly documents: DocumentStore
  readonly conversations: ConversationStore
  readonly kept: KeptBytes
  readonly summaries: SummaryDesk
  /** Makes documents that were read findable. */
  readonly index: PassageIndex
  readonly publish: AgatePublish
  readonly newId: () => string
  readonly log: Log
}

/** Having documents of conversations read, and what follows from it. */
export class ReadingDesk {
  readonly #options: ReadingDeskOptions
  readonly #queue: ReadingQueue
  readonly #tell: (news: { id: string; state: string; conversationId: string }) => void

  constructor(options: ReadingDeskOptions) {
    this.#options = options
    this.#tell = paced(TELL_EVERY_MS, ({ id, conversationId }) => {
      options.publish('documents', 'changed', { id, conversationId })
    })
    this.#queue = new ReadingQueue({
      ...options,
      changed: (row) => this.changed(row),
      ready: (row, documentId) => this.#ready(row, documentId),
      recognised: (documentId) => options.summaries.textChanged(documentId),
    })
  }

  /** Goes on with what waits. */
  wake(): void {
    this.#queue.wake()
  }

  view(row: AttachmentRow): Attachment {
    return viewAttachment(row, this.#options.documents, this.#queue)
  }

  /** What the window sees of it is another now. */
  changed(row: AttachmentRow): void {
    const { id, conversationId } = row
    const reading = this.#queue.progressOf(id) !== null
    this.#tell({ id, conversationId, state: reading ? 'reading' : row.state })
  }

  /** Resolves once it is not being read or recognised any more, or the signal is aborted; null when it is gone. */
  async settled(id: string, signal: AbortSignal): Promise<Attachment | null> {
    for (;;) {
      const row = this.#options.attachments.get(id)
      const busy = row !== null && (this.#waits(row) || (row.recognise && this.#queue.problemOf(id) === null))
      if (!busy || signal.aborted) return row === null ? null : this.view(row)
      await this.#queue.nextEnd(signal)
    }
  }

  /** Those of a conversation, once none of them waits to be read, or the signal is aborted. They are read before others. */
  async allRead(conversationId: string, signal: AbortSignal): Promise<Attachment[]> {
    for (;;) {
      const rows = this.#options.attachments.list(conversationId)
      const waiting = rows.filter((row) => this.#waits(row))
      if (waiting.length === 0 || signal.aborted) return rows.map((row) => this.view(row))
      this.#queue.hurry(waiting.map(({ id }) => id))
      await this.#queue.nextEnd(signal)
    }
  }

  unlock(id: string, password: string): Promise<Result<undefined, AgainError>> {
    return this.#again(id, password)
  }

  retry(id: string): Promise<Result<undefined, AgainError>> {
    return this.#again(id, null)
  }

  /** Recognises the text of pages that are pictures, or come out garbled; of what is locked with its password, which is not kept. */
  async recognise(
    id: string,
    password: string | null = null,
  ): Promise<Result<undefined, AgainError | 'nothing-to-recognise'>> {
    const { attachments, documents, kept } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    const text = row.documentId === null ? null : documents.read(row.documentId, row.name)
    if (text === null) return NOT_FOUND
    if (pagesToRecognise(text).length === 0) {
      return err('nothing-to-recognise', `There is no picture in “${row.name}” whose text is not read already.`)
    }
    if ((await fileOf(row, kept)) === null) return gone(row)
    return unlessUnsaved(() => this.#queue.recognise(id, password)) ?? ok()
  }

  stop(id: string): void {
    const row = this.#options.attachments.get(id)
    if (row === null) return
    this.#queue.stop(row)
    // The pages that were recognised until now stay, also those of before a restart.
    const { documentId } = row
    if (row.recognise && documentId !== null) unlessUnsaved(() => this.#options.summaries.textChanged(documentId))
  }

  leaveUnless(isWanted: (id: string) => boolean): void {
    this.#queue.leaveUnless(isWanted)
  }

  async close(): Promise<void> {
    await this.#queue.close()
    this.#options.service.close()
  }

  /** It is to be read, and nothing keeps it from being read. */
  #waits({ id, state }: AttachmentRow): boolean {
    return state === 'waiting' && this.#queue.problemOf(id) === null
  }

  async #again(id: string, password: string | null): Promise<Result<undefined, AgainError>> {
    const { attachments, kept } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    if (row.state === 'ready' || this.#waits(row)) return ok()
    if ((await fileOf(row, kept)) === null) return gone(row)
    return unlessUnsaved(() => this.#queue.again(id, password)) ?? ok()
  }

  /** All that follows from a document's being read, at once. */
  #ready(row: AttachmentRow, documentId: string): void {
    const { attachments, conversations, documents, index, summaries, publish } = this.#options
    const now = attachments.get(row.id)
    if (now === null) return
    if (row.recognise) {
      attachments.change(row.id, { documentId, recognise: false, problem: null })
      summaries.textChanged(documentId)
    } else if (this.#isTwice(row, documentId)) {
      attachments.delete(row.id)
      this.changed(row)
    } else {
      // First, so that an end of Agate in between, or a disk that is full, loses no summary that was wished for.
      if (row.summarise) summaries.begin(documentId)
      const { sha256 = null, title = null } = documents.info(documentId, row.name) ?? {}
      attachments.change(row.id, { state: 'ready', documentId, sha256, problem: null, summarise: false })
      const names = { from: titleFrom(row.name), to: titleFrom(title ?? row.name) }
      conversations.renameUntouched(row.conversationId, names)
      index.update()
    }
    publish('conversations', 'changed', { id: row.conversationId })
  }

  #isTwice(row: AttachmentRow, documentId: string): boolean {
    const others = this.#options.attachments.list(row.conversationId)
    return others.some((other) => other.id !== row.id && other.documentId === documentId)
  }
}
