import type { ReadDocument } from '../../shared/model/document.ts'
import type { JobProgress, JobView, SummaryEstimate, SummaryWish } from '../../shared/model/summary-job.ts'
import type { Summary, SummaryMode } from '../../shared/model/summary.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { unlessUnsaved, type UnsavedCode } from '../storage/storage-error.ts'
import { SummaryQueue, type SummaryQueueOptions } from './summary-queue.ts'

/** What is begun by itself for a document that was dropped. */
const FIRST_WISH: SummaryWish = { mode: 'full', length: 'medium', language: null }

const NOT_FOUND = err('not-found', 'This document is no longer there.')
const NO_MODEL = err(
  'no-model',
  'There is no model on this computer, so nothing can be summarised yet. Choose one first.',
)
const NO_SUMMARY = err(
  'no-summary',
  'There is no summary of this document yet. Begin one and export it once parts of it are there.',
)

export interface SummaryDeskOptions extends SummaryQueueOptions {
  readonly exists: (documentId: string) => boolean
  /** Null when the model cannot be asked. */
  readonly estimate: (text: ReadDocument, mode: SummaryMode) => Promise<SummaryEstimate | null>
}

/** Summaries as the window and the terminal ask for them. */
export class SummaryDesk {
  readonly #options: SummaryDeskOptions
  readonly #queue: SummaryQueue

  constructor(options: SummaryDeskOptions) {
    this.#options = options
    this.#queue = new SummaryQueue(options)
  }

  wake(): void {
    this.#queue.wake()
  }

  modelReady(): void {
    this.#queue.modelReady()
  }

  leaveUnless(isWanted: (documentId: string) => boolean): void {
    this.#queue.leaveUnless(isWanted)
  }

  async estimate(
    documentId: string,
  ): Promise<Result<{ full: SummaryEstimate; overview: SummaryEstimate }, 'not-found' | 'no-model'>> {
    const text = this.#options.read(documentId)
    if (text === null) return NOT_FOUND
    const [full, overview] = [
      await this.#options.estimate(text, 'full'),
      await this.#options.estimate(text, 'overview'),
    ]
    return full === null || overview === null ? NO_MODEL : ok({ full, overview })
  }

  /** Begins the first summary of a document, unless one was wished for already. Throws where the disk is full. */
  begin(documentId: string): void {
    const text = this.#options.read(documentId)
    if (text !== null && hasText(text) && this.#options.summaries.get(documentId) === null) {
      this.#queue.wish(documentId, FIRST_WISH, false)
    }
  }

  summarise(documentId: string, wish: SummaryWish): Result<undefined, 'not-found' | 'no-text' | UnsavedCode> {
    const text = this.#options.read(documentId)
    if (text === null) return NOT_FOUND
    if (!hasText(text)) {
      return err(
        'no-text',
        `There is no text in “${text.name}” that could be summarised. If its pages are pictures, recognise their text first.`,
      )
    }
    return unlessUnsaved(() => this.#queue.wish(documentId, wish, true)) ?? ok()
  }

  stop(documentId: string): void {
    this.#queue.stop(documentId)
  }

  view(documentId: string): Result<JobView | null, 'not-found'> {
    return this.#options.exists(documentId) ? ok(this.#queue.view(documentId)) : NOT_FOUND
  }

  /** The finished summary, or what there is of it. */
  result(documentId: string): Result<Summary, 'not-found' | 'no-summary'> {
    if (!this.#options.exists(documentId)) return NOT_FOUND
    const summary = this.#options.summaries.result(documentId)
    return summary === null ? NO_SUMMARY : ok(summary)
  }

  /** Calls the listener whenever a job gets further; returns how to stop that. */
  onProgress(listener: (progress: JobProgress) => void): () => void {
    return this.#queue.onProgress(listener)
  }

  /** Resolves once the job of this document is over, or the signal is aborted. */
  settled(documentId: string, signal: AbortSignal): Promise<void> {
    return this.#queue.settled(documentId, signal)
  }

  /** The document may have another text: what was made of an older one goes, and what was begun begins anew. */
  textChanged(documentId: string): void {
    this.#queue.renew(documentId)
  }

  close(): Promise<void> {
    return this.#queue.close()
  }
}

function hasText({ pages }: ReadDocument): boolean {
  return pages.some(({ words }) => words > 0)
}
