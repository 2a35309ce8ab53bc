import type { ReadingProgress } from '../../../shared/model/document.ts'
import { EndSignal } from '../../end-signal.ts'
import type { Log } from '../../log.ts'
import type { AttachmentProblem, AttachmentRow, AttachmentStore } from '../../storage/attachment-store.ts'
import { isDiskFull, isUnwritable, unlessUnsaved } from '../../storage/storage-error.ts'
import { documentProblem } from '../document-problem.ts'
import { recogniseAttachment } from './recognise-attachment.ts'
import { recognitionProblem } from './recognition-problem.ts'
import { readAttachment, type AttachmentEnd, type ReadingTools } from './read-attachment.ts'

export interface ReadingQueueOptions extends ReadingTools {
  readonly attachments: AttachmentStore
  readonly log: Log
  /** What the window sees of it is another now. */
  readonly changed: (row: AttachmentRow) => void
  readonly ready: (row: AttachmentRow, documentId: string) => void
  /** Recognising it is over for now, and some of its pages may have another text. */
  readonly recognised: (documentId: string) => void
}

interface Current {
  readonly id: string
  readonly abort: AbortController
  readonly recognises: boolean
  progress: ReadingProgress | null
}

/**
 * Reads attachments one after the other, in the order in which they were added. What waits is in the database, so that it
 * goes on after whatever happens.
 */
export class ReadingQueue {
  readonly #options: ReadingQueueOptions
  readonly #passwords = new Map<string, string>()
  /** Those that somebody waits for. */
  #hurried: ReadonlySet<string> = new Set()
  /** Those whose end could not be saved. */
  readonly #unsaved = new Map<string, AttachmentProblem>()
  readonly #ends = new EndSignal()
  #current: Current | null = null
  #works = false
  #running = Promise.resolve()
  #closed = false

  constructor(options: ReadingQueueOptions) {
    this.#options = options
  }

  /** Something may wait. */
  wake(): void {
    if (this.#closed) return
    this.#giveWay()
    if (this.#works) return
    this.#works = true
    this.#running = this.#run()
  }

  /** Reads this one again. */
  again(id: string, password: string | null = null): void {
    this.#unsaved.delete(id)
    if (password !== null) this.#passwords.set(id, password)
    this.#options.attachments.change(id, { state: 'waiting', problem: null })
    this.#tell(id)
    this.wake()
  }

  /** Reads these before all others, but for the one that is being read. */
  hurry(ids: readonly string[]): void {
    this.#hurried = new Set(ids)
    this.wake()
  }

  recognise(id: string, password: string | null): void {
    this.#unsaved.delete(id)
    if (password !== null) this.#passwords.set(id, password)
    this.#options.attachments.change(id, { recognise: true, problem: null })
    this.#tell(id)
    this.wake()
  }

  /** Stops it, or takes it out of the queue. */
  stop(row: AttachmentRow): void {
    const { attachments } = this.#options
    if (this.#current?.id === row.id) this.#current.abort.abort()
    this.#passwords.delete(row.id)
    const problem = documentProblem('cancelled', row.name)
    const unsaved = unlessUnsaved(() => {
      if (row.state === 'waiting') attachments.change(row.id, { state: 'failed', problem })
      attachments.change(row.id, { recognise: false })
    })
    // It stops all the same, and on disk it waits for the next start.
    if (unsaved !== undefined && row.state === 'waiting') this.#unsaved.set(row.id, problem)
    this.#ends.tell()
    this.#tell(row.id)
  }

  leaveUnless(isWanted: (id: string) => boolean): void {
    if (this.#current !== null && !isWanted(this.#current.id)) this.#current.abort.abort()
  }

  progressOf(id: string): { readonly pages: ReadingProgress | null } | null {
    return this.#current?.id === id ? { pages: this.#current.progress } : null
  }

  problemOf(id: string): AttachmentProblem | null {
    return this.#unsaved.get(id) ?? null
  }

  /** Resolves when one was read, or will not be. */
  nextEnd(signal: AbortSignal): Promise<void> {
    return this.#ends.next(signal)
  }

  /** What is being read stays waiting, and is read at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    this.#current?.abort.abort()
    await this.#running
  }

  /** Reading takes seconds, recognising minutes, and that goes on afterwards from the page it was at. */
  #giveWay(): void {
    if (this.#current?.recognises === true && this.#next()?.recognise === false) this.#current.abort.abort()
  }

  #next(): AttachmentRow | null {
    return this.#options.attachments.nextWaiting(new Set(this.#unsaved.keys()), this.#hurried)
  }

  async #run(): Promise<void> {
    for (;;) {
      const next = this.#closed ? null : this.#next()
      if (next === null) break
      await this.#read(next)
    }
    this.#works = false
  }

  async #read(row: AttachmentRow): Promise<void> {
    const { recognise, documentId } = row
    const current: Current = { id: row.id, abort: new AbortController(), recognises: recognise, progress: null }
    const { signal } = current.abort
    this.#current = current
    this.#tell(row.id)
    const password = this.#passwords.get(row.id) ?? null
    const onProgress = (progress: ReadingProgress) => {
      current.progress = progress
      this.#options.changed(row)
    }
    try {
      const wish = { password, signal, onProgress }
      const end =
        recognise && documentId !== null
          ? await recogniseAttachment(row, documentId, wish, this.#options)
          : await readAttachment(row, wish, this.#options)
      this.#current = null
      if (!signal.aborted || end.type === 'ready') {
        this.#forget(row.id, password)
        this.#save(row, end)
      }
    } catch (error) {
      this.#current = null
      this.#forget(row.id, password)
      this.#failed(row, error)
    }
    this.#ends.tell()
    this.#tell(row.id)
  }

  /** Not when another was given meanwhile. What gave way needs its password once more. */
  #forget(id: string, password: string | null): void {
    if (this.#passwords.get(id) === password) this.#passwords.delete(id)
  }

  #save(row: AttachmentRow, end: AttachmentEnd): void {
    if (end.type === 'ready') this.#options.ready(row, end.documentId)
    else if (row.recognise) {
      this.#options.attachments.change(row.id, { recognise: false, problem: end.problem })
      if (row.documentId !== null) this.#options.recognised(row.documentId)
    } else this.#options.attachments.change(row.id, { state: end.type, problem: end.problem })
  }

  #failed(row: AttachmentRow, error: unknown): void {
    this.#options.log('error', 'documents.reading', { id: row.id, error })
    this.#unsaved.set(row.id, unsavedProblem(error, row))
  }

  #tell(id: string): void {
    const row = this.#options.attachments.get(id)
    if (row !== null) this.#options.changed(row)
  }
}

/** Why what was read of a document, or of its pictures, could not be saved. */
function unsavedProblem(error: unknown, { name, state }: AttachmentRow): AttachmentProblem {
  const isRead = state === 'ready'
  const lost = isRead
    ? `so no more of the pictures in “${name}” is read. What was read of it is here as before.`
    : `so “${name}” was not taken in. The file is as it was.`
  const because = (code: string, what: string, next: string) => ({
    code,
    message: `${what}, ${lost} ${next} and ${isRead ? 'start' : 'read it'} again.`,
  })
  if (isDiskFull(error)) return because('disk-full', 'The disk is full', 'Free some room')
  if (isUnwritable(error)) {
    return because('unwritable', 'Agate cannot write into its folder', 'Make the folder writable')
  }
  return isRead ? recognitionProblem('crashed', name) : documentProblem('crashed', name)
}
