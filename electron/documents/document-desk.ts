import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { Attachment, DocumentInput, PageText } from '../../shared/model/attachment.ts'
import { titleFrom } from '../../shared/model/conversation.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import { paced } from '../models/paced.ts'
import type { PassageIndex } from '../questions/passage-index.ts'
import type { AttachmentRow, AttachmentStore } from '../storage/attachment-store.ts'
import type { ConversationStore } from '../storage/conversation-store.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import { DISK_FULL, isDiskFull, unlessFull } from '../storage/storage-error.ts'
import type { SummaryDesk } from '../summary/summary-desk.ts'
import { viewAttachment } from './desk/attachment-view.ts'
import { takeIn } from './desk/intake.ts'
import type { KeptBytes } from './desk/kept-bytes.ts'
import { fileOf } from './desk/attachment-file.ts'
import { ReadingQueue } from './desk/reading-queue.ts'
import { pagesToRecognise } from './recognise-document.ts'
import { documentProblem } from './document-problem.ts'
import type { DocumentService } from './document-service.ts'

const TELL_EVERY_MS = 250

const NOT_FOUND = err('not-found', 'This document is no longer in the conversation.')
const NO_CONVERSATION = err('not-found', 'This conversation is no longer there. Nothing was added.')

export interface DocumentDeskOptions {
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

type Changed<Code extends string = never> = Result<undefined, 'not-found' | Code>
export interface Added {
  readonly attachments: Attachment[]
  readonly remarks: string[]
}

/** Documents in conversations: taking them in, having them read, and what is in them. */
export class DocumentDesk {
  readonly #options: DocumentDeskOptions
  readonly #queue: ReadingQueue
  readonly #tell: (news: { id: string; state: string; conversationId: string }) => void

  constructor(options: DocumentDeskOptions) {
    this.#options = options
    this.#tell = paced(TELL_EVERY_MS, ({ id, conversationId }) => {
      options.publish('documents', 'changed', { id, conversationId })
    })
    this.#queue = new ReadingQueue({
      ...options,
      changed: (row) => this.#changed(row),
      ready: (row, documentId) => this.#ready(row, documentId),
    })
  }

  /** A file is dragged over the window, or picked. */
  expect(): void {
    this.#options.service.prepare()
  }

  /** Goes on with what waits. */
  wake(): void {
    this.#queue.wake()
    this.#options.index.update()
    this.#options.summaries.wake()
  }

  async add(
    conversationId: string | null,
    inputs: readonly DocumentInput[],
    { summarise = true }: { readonly summarise?: boolean } = {},
  ): Promise<Result<Added, 'not-found' | 'disk-full'>> {
    const { attachments, conversations, publish } = this.#options
    if (conversationId !== null && !conversations.exists(conversationId)) return NO_CONVERSATION
    try {
      const intake = await takeIn(inputs, { conversationId, summarise }, this.#options)
      attachments.add(intake.attachments)
      const touched = new Set(intake.attachments.map((attachment) => attachment.conversationId))
      for (const id of touched) publish('conversations', 'changed', { id })
      this.#queue.wake()
      const rows = intake.attachments.flatMap(({ id }) => attachments.get(id) ?? [])
      for (const row of rows) this.#changed(row)
      return ok({ attachments: rows.map((row) => this.#view(row)), remarks: [...intake.remarks] })
    } catch (error) {
      if (isDiskFull(error)) return DISK_FULL
      throw error
    }
  }

  /** Resolves once it is not being read or recognised any more, or the signal is aborted; null when it is gone. */
  async settled(id: string, signal: AbortSignal): Promise<Attachment | null> {
    for (;;) {
      const row = this.#options.attachments.get(id)
      const busy = row !== null && (row.state === 'waiting' || row.recognise) && this.#queue.problemOf(id) === null
      if (!busy || signal.aborted) return row === null ? null : this.#view(row)
      await this.#queue.nextEnd(signal)
    }
  }

  list(conversationId: string): Attachment[] {
    return this.#options.attachments.list(conversationId).map((row) => this.#view(row))
  }

  remove(id: string): Changed<'disk-full'> {
    return this.#change(id, () => {
      this.#options.attachments.remove(id)
      this.leaveUnwanted()
    })
  }

  restore(id: string): Changed<'disk-full'> {
    const restored = unlessFull(() => ({ found: this.#options.attachments.restore(id) }))
    if ('ok' in restored) return restored
    const row = restored.found ? this.#options.attachments.get(id) : null
    if (row === null) return NOT_FOUND
    this.#changed(row)
    this.#options.publish('conversations', 'changed', { id: row.conversationId })
    this.wake()
    return ok()
  }

  /** What no conversation has any more is neither read nor summarised. */
  leaveUnwanted(): void {
    const { attachments, summaries } = this.#options
    this.#queue.leaveUnless((id) => attachments.isLive(id))
    summaries.leaveUnless((documentId) => attachments.ofDocument(documentId).length > 0)
  }

  unlock(id: string, password: string): Promise<Changed<'file-gone'>> {
    return this.#readAgain(id, password)
  }

  retry(id: string): Promise<Changed<'file-gone'>> {
    return this.#readAgain(id, null)
  }

  /** Recognises the text of pages that are pictures, or come out garbled. */
  async recognise(id: string): Promise<Changed<'file-gone' | 'nothing-to-recognise'>> {
    const { attachments, documents, kept } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    const text = row.documentId === null ? null : documents.read(row.documentId, row.name)
    if (text === null) return NOT_FOUND
    if (pagesToRecognise(text).length === 0) {
      return err('nothing-to-recognise', `There is no picture in “${row.name}” whose text is not read already.`)
    }
    if ((await fileOf(row, kept)) === null) return gone(row)
    this.#queue.recognise(id)
    return ok()
  }

  stopReading(id: string): void {
    const row = this.#options.attachments.get(id)
    if (row !== null) this.#queue.stop(row)
  }

  page(documentId: string, page: number): Result<PageText, 'not-found'> {
    const text = this.#options.documents.page(documentId, page)
    return text === null ? err('not-found', 'This page is no longer there.') : ok(text)
  }

  /** Where the file lies now. */
  async fileOf(id: string): Promise<Result<string, 'not-found' | 'file-gone'>> {
    const { attachments, kept } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    const path = await fileOf(row, kept)
    return path === null ? gone(row) : ok(path)
  }

  /** The file that its pages are drawn from; null when they cannot be. */
  drawableFile(documentId: string): string | null {
    const sha256 = this.#options.documents.drawableBytes(documentId)
    return sha256 === null ? null : this.#options.kept.pathOf(sha256)
  }

  /** At the end, and before the beginning: what nobody can bring back any more is deleted. */
  async purge(): Promise<void> {
    const { attachments, documents, kept } = this.#options
    unlessFull(() => {
      attachments.purge()
      documents.purge()
    })
    await kept.keepOnly(new Set([...documents.drawable(), ...attachments.pending()]))
  }

  async close(): Promise<void> {
    await this.#queue.close()
    this.#options.service.close()
    await this.#options.index.close()
    await this.#options.summaries.close()
  }

  async #readAgain(id: string, password: string | null): Promise<Changed<'file-gone'>> {
    const { attachments, kept } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    const waits = row.state === 'waiting' && this.#queue.problemOf(id) === null
    if (row.state === 'ready' || waits) return ok()
    if ((await fileOf(row, kept)) === null) return gone(row)
    this.#queue.again(id, password)
    return ok()
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
      this.#changed(row)
    } else {
      const { sha256 = null, title = null } = documents.info(documentId, row.name) ?? {}
      attachments.change(row.id, { state: 'ready', documentId, sha256, problem: null, summarise: false })
      const names = { from: titleFrom(row.name), to: titleFrom(title ?? row.name) }
      conversations.renameUntouched(row.conversationId, names)
      if (row.summarise) summaries.begin(documentId)
      index.update()
    }
    publish('conversations', 'changed', { id: row.conversationId })
  }

  #isTwice(row: AttachmentRow, documentId: string): boolean {
    const others = this.#options.attachments.list(row.conversationId)
    return others.some((other) => other.id !== row.id && other.documentId === documentId)
  }

  #change(id: string, change: () => void): Changed<'disk-full'> {
    const row = this.#options.attachments.get(id)
    if (row === null) return NOT_FOUND
    const full = unlessFull(change)
    if (full !== undefined) return full
    this.#changed(row)
    this.#options.publish('conversations', 'changed', { id: row.conversationId })
    return ok()
  }

  #view(row: AttachmentRow): Attachment {
    return viewAttachment(row, this.#options.documents, this.#queue)
  }

  #changed(row: AttachmentRow): void {
    const { id, conversationId } = row
    const reading = this.#queue.progressOf(id) !== null
    this.#tell({ id, conversationId, state: reading ? 'reading' : row.state })
  }
}

function gone({ name }: AttachmentRow) {
  return err('file-gone', documentProblem('file-not-found', name).message)
}
