import { SvelteMap } from 'svelte/reactivity'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { JobProgress, JobView, PartView, SummaryEstimate, SummaryWish } from '../../shared/model/summary-job.ts'
import type { Summary } from '../../shared/model/summary.ts'
import type { Result } from '../../shared/result.ts'
import type { Reading } from '../lib/documents/coverage.ts'

export const FIRST_WISH: SummaryWish = { mode: 'full', length: 'medium', language: null }

interface Estimates {
  readonly full: SummaryEstimate
  readonly overview: SummaryEstimate
}

/** The summary of one document: read once, then kept up to date by small events. */
export class DocumentSummary {
  readonly #client: AgateClient['documents']
  readonly #documentId: string
  #view = $state.raw<JobView | null>(null)
  #progress = $state.raw<JobProgress | null>(null)
  #parts = $state.raw<readonly PartView[]>([])
  #isLoaded = $state(false)
  #estimates = $state.raw<Estimates | null>(null)
  #lastLoad = 0

  constructor(client: AgateClient['documents'], documentId: string) {
    this.#client = client
    this.#documentId = documentId
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }
  get wish(): SummaryWish {
    return this.#view?.wish ?? FIRST_WISH
  }
  /** Null when no summary was ever asked for. */
  get progress(): JobProgress | null {
    return this.#progress
  }
  get parts(): readonly PartView[] {
    return this.#parts
  }
  /** As far as it goes. */
  get summary(): Summary | null {
    return this.#view?.summary ?? null
  }
  get estimates(): Estimates | null {
    return this.#estimates
  }
  get isRunning(): boolean {
    return this.#progress?.state === 'running' || this.#progress?.state === 'waiting'
  }
  /** How much of the work is done, 0 to 1; undefined when none is being done. */
  get share(): number | undefined {
    if (!this.isRunning || this.#progress === null) return undefined
    const { total, done } = this.#progress.tokens
    return total === 0 ? 0 : done / total
  }
  get isDone(): boolean {
    return this.#progress?.state === 'done'
  }

  get reading(): Reading {
    if (!this.isDone) return 'by-part'
    return this.wish.mode === 'full' ? 'all' : 'skimmed'
  }

  async load(): Promise<Result<unknown>> {
    const load = ++this.#lastLoad
    const loaded = await this.#client.summary({ documentId: this.#documentId })
    if (load !== this.#lastLoad || !loaded.ok) return loaded
    this.#view = loaded.value
    this.#progress = loaded.value?.progress ?? null
    this.#parts = loaded.value?.parts ?? []
    this.#isLoaded = true
    return loaded
  }

  /** What it would take, and not an error when that cannot be told. */
  async estimate(): Promise<void> {
    const estimated = await this.#client.estimate({ documentId: this.#documentId })
    this.#estimates = estimated.ok ? estimated.value : null
  }

  async start(change: Partial<SummaryWish>): Promise<Result<unknown>> {
    const wish = { ...this.wish, ...change }
    const started = await this.#client.summarise({ documentId: this.#documentId, wish })
    if (started.ok) await this.load()
    return started
  }

  stop(): Promise<Result<unknown>> {
    return this.#client.stopSummary({ documentId: this.#documentId })
  }

  /** A job that begins or ends has more to tell than its progress does. */
  async follow(progress: JobProgress): Promise<void> {
    const before = this.#progress
    this.#progress = progress
    const isOther = before?.state !== progress.state || before.parts.total !== progress.parts.total
    if (this.#isLoaded && isOther) await this.load()
  }

  adoptPart(part: PartView): void {
    const parts = [...this.#parts]
    parts[part.index] = part
    // One that is not known yet is read with the rest.
    if (this.#parts.length > part.index) this.#parts = parts
  }
}

/** The summaries that were looked at, or are being made. */
export class Summaries {
  readonly #client: AgateClient['documents']
  readonly #known = new SvelteMap<string, DocumentSummary>()

  constructor(client: AgateClient['documents']) {
    this.#client = client
  }

  of(documentId: string): DocumentSummary | undefined {
    return this.#known.get(documentId)
  }

  /** Never from what draws: state that is made there is not followed there. */
  know(documentId: string): DocumentSummary {
    const summary = this.#known.get(documentId) ?? new DocumentSummary(this.#client, documentId)
    this.#known.set(documentId, summary)
    return summary
  }

  follow(progress: JobProgress): void {
    void this.know(progress.documentId).follow(progress)
  }

  adoptPart(documentId: string, part: PartView): void {
    this.know(documentId).adoptPart(part)
  }
}
