import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { Page, ReadDocument } from '../../shared/model/document.ts'
import type { JobProgress, JobView, SummaryWish } from '../../shared/model/summary-job.ts'
import { EndSignal } from '../end-signal.ts'
import type { Log } from '../log.ts'
import { paced } from '../models/paced.ts'
import type { SummaryRow, SummaryStore } from '../storage/summary-store.ts'
import { unlessUnsaved } from '../storage/storage-error.ts'
import { NO_FIGURES, SummaryJob } from './summary-job.ts'
import type { Summarise, SummaryEnd, SummaryModel } from './summary-work.ts'
import { unsavedProblem, type UnsavedProblem } from './unsaved-problem.ts'

const TELL_EVERY_MS = 250

export interface SummaryQueueOptions {
  readonly summaries: SummaryStore
  /** The text of a document; null when it is gone. */
  readonly read: (documentId: string) => ReadDocument | null
  readonly summarise: (documentId: string) => Summarise<ReadDocument>
  /** What would summarise now; null when there is no model. */
  readonly model: () => Promise<SummaryModel | null>
  readonly publish: AgatePublish
  readonly log: Log
}

/**
 * Makes summaries one after the other. What waits, and how far it is, is in the database: after any end of Agate a job goes
 * on from the part it was at. Without a model everything waits.
 */
export class SummaryQueue {
  readonly #options: SummaryQueueOptions
  readonly #tell: (news: { id: string; state: string; progress: JobProgress }) => void
  #current: SummaryJob | null = null
  #works = false
  #running = Promise.resolve()
  readonly #listeners = new Set<(progress: JobProgress) => void>()
  readonly #ends = new EndSignal()
  /** Those whose end could not be saved. */
  readonly #unsaved = new Map<string, JobProgress>()
  #awake = false
  /** What waits does so until there is a model. */
  #lacksModel = false
  /** Something came while the queue was about to rest. */
  #again = false
  #closed = false

  constructor(options: SummaryQueueOptions) {
    this.#options = options
    this.#tell = paced(TELL_EVERY_MS, ({ progress }) => options.publish('documents', 'progress', progress))
  }

  /** Something may wait. */
  wake(): void {
    this.#awake = true
    this.#again = true
    this.#lacksModel = false
    if (this.#closed || this.#works) return
    this.#works = true
    this.#running = this.#run()
  }

  /** What waited for a model goes on; where nobody has asked for documents yet, nothing begins. */
  modelReady(): void {
    if (this.#awake) this.wake()
  }

  /** Begins, goes on, or begins something else; what somebody asked for goes first. Throws where the disk is full. */
  wish(documentId: string, wish: SummaryWish, asked: boolean): void {
    const { summaries } = this.#options
    const before = summaries.get(documentId)
    const same = before !== null && JSON.stringify(before.wish) === JSON.stringify(wish)
    if (same && (before.state === 'done' || this.#jobOf(documentId) !== null)) return
    summaries.wish({ documentId, wish, asked, progress: same ? { ...before.progress, problem: null } : NO_FIGURES })
    this.#unsaved.delete(documentId)
    // The end of the one that runs must not take the place of the new one.
    if (this.#current?.documentId === documentId) this.#current.stop('replaced')
    this.#tellStored(documentId)
    this.wake()
  }

  /** Stops at once, or takes it out of the queue. */
  stop(documentId: string): void {
    const { summaries } = this.#options
    const row = summaries.get(documentId)
    if (row === null || (row.state !== 'waiting' && row.state !== 'running')) return
    const job = this.#jobOf(documentId)
    job?.stop('user')
    // It stops all the same; on disk it then waits for the next start.
    unlessUnsaved(() => summaries.setState(documentId, 'paused', job?.figures() ?? row.progress))
    this.#ends.tell()
    this.#tellStored(documentId)
  }

  /** A document that is in no conversation waits until it is in one again. */
  leaveUnless(isWanted: (documentId: string) => boolean): void {
    if (this.#current !== null && !isWanted(this.#current.documentId)) this.#current.stop('left')
  }

  /** The document may have another text now: what was made of an older one goes, and what was begun begins anew. */
  renew(documentId: string): void {
    const { read, summaries } = this.#options
    const made = this.#jobOf(documentId)?.pages ?? summaries.result(documentId)?.pages ?? null
    const now = read(documentId)?.pages ?? null
    if (made === null || now === null || !isOlder(made, now)) return
    summaries.renew(documentId, NO_FIGURES)
    this.#unsaved.delete(documentId)
    if (this.#current?.documentId === documentId) this.#current.stop('replaced')
    this.#tellStored(documentId)
    this.wake()
  }

  view(documentId: string): JobView | null {
    const { summaries } = this.#options
    const row = summaries.get(documentId)
    if (row === null) return null
    const parts = this.#jobOf(documentId)?.parts() ?? summaries.parts(documentId)
    return { wish: row.wish, progress: this.#progress(row), parts: [...parts], summary: summaries.result(documentId) }
  }

  onProgress(listener: (progress: JobProgress) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves once the document's job does not run and does not wait any more, or waits for a model that is not there. */
  async settled(documentId: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#lacksModel && this.#isOpen(documentId)) await this.#ends.next(signal)
  }

  /** What runs stops, and goes on at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    this.#current?.stop('closing')
    await this.#running
  }

  #isOpen(documentId: string): boolean {
    if (this.#unsaved.has(documentId)) return false
    const state = this.#options.summaries.get(documentId)?.state
    return state === 'waiting' || state === 'running'
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false
      const more = await this.#runNext().catch((error: unknown) => {
        this.#options.log('error', 'summary.queue', { error })
        return false
      })
      if (more) this.#again = true
      this.#ends.tell()
    }
    this.#works = false
  }

  /** False when there is nothing to do now. */
  async #runNext(): Promise<boolean> {
    const model = await this.#options.model()
    this.#lacksModel = model === null
    const row = model === null || this.#closed ? null : this.#options.summaries.next()
    if (model === null || row === null) return false
    const text = this.#textOf(row)
    if (text === null) return true
    const job = new SummaryJob(row, {
      summaries: this.#options.summaries,
      tell: () => this.#tellStored(row.documentId),
      tellPart: (part) => this.#options.publish('documents', 'partChanged', { documentId: row.documentId, part }),
    })
    this.#current = job
    try {
      const end = await this.#work(job, text, model)
      this.#current = null
      return await this.#finish(job, end, model)
    } catch (error) {
      this.#current = null
      const problem = unsavedProblem(error)
      if (problem === null) throw error
      this.#endUnsaved(job, problem)
      return true
    } finally {
      this.#tellStored(row.documentId)
    }
  }

  /** Null when it cannot be had, which that job says: the others go on. */
  #textOf({ documentId, progress }: SummaryRow): ReadDocument | null {
    try {
      const text = this.#options.read(documentId)
      if (text === null) throw new Error('A summary of a document that is gone')
      return text
    } catch (error) {
      this.#options.log('error', 'summary.no-text', { documentId, error })
      const problem = { code: 'engine', message: NO_TEXT } as const
      this.#options.summaries.setState(documentId, 'failed', { ...progress, problem })
      this.#tellStored(documentId)
      return null
    }
  }

  async #work(job: SummaryJob, text: ReadDocument, model: SummaryModel): Promise<SummaryEnd> {
    try {
      this.#options.summaries.setState(job.documentId, 'running', job.figures())
      return await job.run(this.#options.summarise(job.documentId), text, model)
    } catch (error) {
      const problem = unsavedProblem(error)
      if (problem !== null) return { type: 'failed', ...problem, summary: null }
      this.#options.log('error', 'summary.failed', { documentId: job.documentId, error })
      return { type: 'failed', code: 'engine', message: UNEXPECTED, summary: null }
    }
  }

  /** False when the queue should rest: there is no model, or nothing can be saved. */
  async #finish(job: SummaryJob, end: SummaryEnd, model: SummaryModel): Promise<boolean> {
    const { summaries } = this.#options
    if (job.stopped === 'replaced') return true
    if (end.summary !== null) summaries.setResult(job.documentId, end.summary)
    if (end.type === 'done') {
      summaries.setState(job.documentId, 'done', job.figures())
    } else if (end.type === 'failed') {
      const now = end.code === 'disk-full' || end.code === 'unwritable' ? model : await this.#options.model()
      const waits = end.code === 'no-model' || now?.sha256 !== model.sha256
      const { code, message } = end
      const problem = waits ? null : { code, message }
      summaries.setState(job.documentId, waits ? 'waiting' : 'failed', { ...job.figures(), problem })
      this.#lacksModel = end.code === 'no-model'
      return !this.#lacksModel
    } else if (job.stopped === 'left') {
      summaries.setState(job.documentId, 'waiting', job.figures())
    } else if (job.stopped === 'user') {
      summaries.setState(job.documentId, 'paused', job.figures())
    }
    return true
  }

  /** Not even that can be saved: it is shown, and on disk the job goes on at the next start. */
  #endUnsaved(job: SummaryJob, problem: UnsavedProblem): void {
    const { documentId } = job
    this.#unsaved.set(documentId, { ...job.figures(), documentId, state: 'failed', problem })
  }

  #jobOf(documentId: string): SummaryJob | null {
    return this.#current?.documentId === documentId && this.#current.stopped === null ? this.#current : null
  }

  #progress({ documentId, state, progress }: SummaryRow): JobProgress {
    const unsaved = this.#unsaved.get(documentId)
    if (unsaved !== undefined) return unsaved
    return { ...(this.#jobOf(documentId)?.figures() ?? progress), documentId, state }
  }

  #tellStored(documentId: string): void {
    const row = this.#options.summaries.get(documentId)
    const progress = row === null ? null : this.#progress(row)
    if (progress === null) return
    for (const listener of this.#listeners) listener(progress)
    this.#tell({ id: documentId, state: progress.state, progress })
  }
}

/** A page has been recognised since. */
function isOlder(made: readonly Pick<Page, 'verdict'>[], now: readonly Pick<Page, 'verdict'>[]): boolean {
  return now.some(({ verdict }, at) => verdict !== made[at]?.verdict)
}

const NO_TEXT =
  'The text of this document could not be taken from where Agate keeps it, so it was not summarised. Every part that was read is kept; go on to try again.'

const UNEXPECTED =
  'Something unexpected went wrong while the summary was made. Every part that was read is kept; go on to try again.'
