import type { Page, ReadDocument } from '../../shared/model/document.ts'
import type { PartView, SummaryWish } from '../../shared/model/summary-job.ts'
import type { JobFigures, SummaryRow, SummaryStore } from '../storage/summary-store.ts'
import type { Summarise, SummaryEnd, SummaryEvent, SummaryModel } from './summary-work.ts'

export const NO_FIGURES: JobFigures = {
  phase: null,
  parts: { total: 0, done: 0 },
  pages: null,
  tokens: { total: 0, done: 0 },
  seconds: 0,
  secondsLeft: null,
  problem: null,
}

export type StopReason = 'user' | 'left' | 'replaced' | 'closing'

export interface SummaryJobOptions {
  readonly summaries: SummaryStore
  readonly tell: () => void
  readonly tellPart: (part: PartView) => void
}

/** One summary that is being made; what it has done so far is on disk before anybody hears of it. */
export class SummaryJob {
  readonly documentId: string
  readonly #wish: SummaryWish
  readonly #options: SummaryJobOptions
  readonly #abort = new AbortController()
  readonly #begun = performance.now()
  readonly #secondsBefore: number
  readonly #parts = new Map<number, PartView>()
  #figures: JobFigures
  #pages: readonly Pick<Page, 'verdict'>[] | null = null
  #stopped: StopReason | null = null

  constructor({ documentId, wish, progress }: SummaryRow, options: SummaryJobOptions) {
    this.documentId = documentId
    this.#wish = wish
    this.#options = options
    this.#secondsBefore = progress.seconds
    this.#figures = { ...progress, problem: null }
  }

  get stopped(): StopReason | null {
    return this.#stopped
  }

  /** The first reason holds, but for a newer wish. */
  stop(reason: StopReason): void {
    if (this.#stopped === null || reason === 'replaced') this.#stopped = reason
    this.#abort.abort(reason)
  }

  /** Those that it reads; null before it has begun. */
  get pages(): readonly Pick<Page, 'verdict'>[] | null {
    return this.#pages
  }

  figures(): JobFigures {
    return { ...this.#figures, seconds: this.#secondsBefore + (performance.now() - this.#begun) / 1000 }
  }

  /** Null before the text was divided. */
  parts(): readonly PartView[] | null {
    return this.#parts.size === 0 ? null : [...this.#parts.values()]
  }

  async run(summarise: Summarise<ReadDocument>, text: ReadDocument, model: SummaryModel): Promise<SummaryEnd> {
    this.#pages = text.pages
    this.#options.tell()
    const events = summarise(text, this.#wish, model, this.#abort.signal)
    for (;;) {
      const next = await events.next()
      if (next.done === true) return next.value
      if (this.#stopped === null) this.#take(next.value)
    }
  }

  #take(event: SummaryEvent): void {
    const { summaries, tell, tellPart } = this.#options
    switch (event.type) {
      case 'planned':
        this.#parts.clear()
        for (const part of event.parts) this.#parts.set(part.index, part)
        summaries.setParts(this.documentId, event.parts)
        for (const part of event.parts) tellPart(part)
        break
      case 'part':
        this.#parts.set(event.part.index, event.part)
        if (event.part.state === 'done') this.#savePart(event.part)
        tellPart(event.part)
        break
      case 'progress':
        this.#figures = { ...this.#figures, ...event.progress }
        tell()
        break
    }
  }

  #savePart(part: PartView): void {
    this.#options.summaries.setPart(this.documentId, part)
    this.#options.summaries.setState(this.documentId, 'running', this.figures())
  }
}
