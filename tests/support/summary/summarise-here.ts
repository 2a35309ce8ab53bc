import type { Engine } from '../../../electron/engine/engine.ts'
import { createSummariser } from '../../../electron/summary/summariser.ts'
import type { NotesStore, SummaryEnd, SummaryEvent } from '../../../electron/summary/summary-work.ts'
import type { ReadDocument } from '../../../shared/model/document.ts'
import type { SummaryWish } from '../../../shared/model/summary-job.ts'
import { MemoryNotes } from './memory-notes.ts'

export const WISH: SummaryWish = { mode: 'full', length: 'medium', language: null }
export const MODEL = { name: 'Scripted model', sha256: 'aa'.repeat(32) }

export interface Options {
  readonly wish?: Partial<SummaryWish>
  readonly store?: NotesStore
  readonly model?: typeof MODEL
  readonly signal?: AbortSignal
  readonly onEvent?: (event: SummaryEvent) => void
}

/** Runs a summary to its end. */
export async function summariseHere(engine: Engine, document: ReadDocument, options: Options = {}) {
  const { wish = {}, store = new MemoryNotes(), model = MODEL, onEvent = () => undefined } = options
  const signal = options.signal ?? new AbortController().signal
  const events: SummaryEvent[] = []
  const work = createSummariser(engine, store)(document, { ...WISH, ...wish }, model, signal)
  for (;;) {
    const step = await work.next()
    if (step.done) return { events, end: step.value, summary: summaryOf(step.value) }
    events.push(step.value)
    onEvent(step.value)
  }
}

function summaryOf(end: SummaryEnd) {
  if (end.summary === null) throw new Error(`There is no summary: ${end.type}`)
  return end.summary
}
