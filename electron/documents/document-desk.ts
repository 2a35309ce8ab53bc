import type { Attachment, DocumentInput, PageText } from '../../shared/model/attachment.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { attempt } from '../attempt.ts'
import {
  DISK_FULL,
  isDiskFull,
  isUnwritable,
  unlessFull,
  unlessUnsaved,
  type UnsavedCode,
} from '../storage/storage-error.ts'
import { fileOf } from './desk/attachment-file.ts'
import { type FileToOpen, fileToOpen } from './desk/file-to-open.ts'
import { takeIn } from './desk/intake.ts'
import type { OpenedCopies } from './desk/opened-copies.ts'
import { ReadingDesk, type ReadingDeskOptions } from './desk/reading-desk.ts'
import { gone, NOT_FOUND } from './desk/refusals.ts'

const NO_CONVERSATION = err('not-found', 'This conversation is no longer there. Nothing was added.')

const UNWRITABLE = err(
  'unwritable',
  'Agate cannot write into its folder, so nothing was added. What you have is as it was. Make the folder writable and add it again.',
)

export interface DocumentDeskOptions extends ReadingDeskOptions {
  readonly copies: OpenedCopies
}

export interface Added {
  readonly attachments: Attachment[]
  readonly remarks: string[]
}

/** Documents in conversations: taking them in and out, and where they are. */
export class DocumentDesk {
  readonly #options: DocumentDeskOptions
  /** Having them read, and read again. */
  readonly reading: ReadingDesk

  constructor(options: DocumentDeskOptions) {
    this.#options = options
    this.reading = new ReadingDesk(options)
  }

  /** A file is dragged over the window, or picked. */
  expect(): void {
    this.#options.service.prepare()
  }

  /** Goes on with what waits. */
  wake(): void {
    this.reading.wake()
    this.#options.index.update()
    this.#options.summaries.wake()
  }

  async add(
    conversationId: string | null,
    inputs: readonly DocumentInput[],
    { summarise = true }: { readonly summarise?: boolean } = {},
  ): Promise<Result<Added, 'not-found' | UnsavedCode>> {
    const { attachments, conversations, publish } = this.#options
    if (conversationId !== null && !conversations.exists(conversationId)) return NO_CONVERSATION
    try {
      const intake = await takeIn(inputs, { conversationId, summarise }, this.#options)
      attachments.add(intake.attachments)
      const touched = new Set(intake.attachments.map((attachment) => attachment.conversationId))
      for (const id of touched) publish('conversations', 'changed', { id })
      this.reading.wake()
      const rows = intake.attachments.flatMap(({ id }) => attachments.get(id) ?? [])
      for (const row of rows) this.reading.changed(row)
      return ok({ attachments: rows.map((row) => this.reading.view(row)), remarks: [...intake.remarks] })
    } catch (error) {
      if (isDiskFull(error)) return DISK_FULL
      if (isUnwritable(error)) return UNWRITABLE
      throw error
    }
  }

  list(conversationId: string): Attachment[] {
    return this.#options.attachments.list(conversationId).map((row) => this.reading.view(row))
  }

  remove(id: string): Result<undefined, 'not-found' | UnsavedCode> {
    return this.#change(id, () => {
      this.#options.attachments.remove(id)
      this.leaveUnwanted()
    })
  }

  restore(id: string): Result<undefined, 'not-found' | UnsavedCode> {
    const restored = unlessUnsaved(() => ({ found: this.#options.attachments.restore(id) }))
    if ('ok' in restored) return restored
    const row = restored.found ? this.#options.attachments.get(id) : null
    if (row === null) return NOT_FOUND
    this.reading.changed(row)
    this.#options.publish('conversations', 'changed', { id: row.conversationId })
    this.wake()
    return ok()
  }

  /** What no conversation has any more is neither read nor summarised. */
  leaveUnwanted(): void {
    const { attachments, summaries } = this.#options
    this.reading.leaveUnless((id) => attachments.isLive(id))
    summaries.leaveUnless((documentId) => attachments.ofDocument(documentId).length > 0)
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

  /** What another program may open of it. */
  async fileToOpen(
    id: string,
  ): Promise<Result<FileToOpen, 'not-found' | 'file-gone' | 'file-changed' | 'not-opened' | 'disk-full'>> {
    const { attachments, kept, copies } = this.#options
    const row = attachments.get(id)
    if (row === null) return NOT_FOUND
    try {
      return await fileToOpen(row, kept, copies)
    } catch (error) {
      if (isDiskFull(error)) return DISK_FULL
      throw error
    }
  }

  /** The file that its pages are drawn from; null when they cannot be. */
  drawableFile(documentId: string): string | null {
    const sha256 = this.#options.documents.drawableBytes(documentId)
    return sha256 === null ? null : this.#options.kept.pathOf(sha256)
  }

  /** At the end, and before the beginning: what nobody can bring back any more is deleted. */
  async purge(): Promise<void> {
    const { attachments, copies, documents, kept, log } = this.#options
    unlessFull(() => {
      attachments.purge()
      documents.purge()
    })
    await attempt('opened copies', () => copies.clear(), log)
    await kept.keepOnly(new Set([...documents.drawable(), ...attachments.pending()]))
  }

  async close(): Promise<void> {
    await this.reading.close()
    await this.#options.index.close()
    await this.#options.summaries.close()
  }

  #change(id: string, change: () => void): Result<undefined, 'not-found' | UnsavedCode> {
    const row = this.#options.attachments.get(id)
    if (row === null) return NOT_FOUND
    const unsaved = unlessUnsaved(change)
    if (unsaved !== undefined) return unsaved
    this.reading.changed(row)
    this.#options.publish('conversations', 'changed', { id: row.conversationId })
    return ok()
  }
}
