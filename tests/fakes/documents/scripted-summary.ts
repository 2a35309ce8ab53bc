import type { ReadDocument } from '../../../shared/model/document.ts'
import type { PartView } from '../../../shared/model/summary-job.ts'
import type { Summary } from '../../../shared/model/summary.ts'
import type { NotesStore, Summarise, SummaryEnd, SummaryEvent } from '../../../electron/summary/summary-work.ts'

/** Makes a summary in which each page is a part and its first line the only point. The test says when a part may go on. */
export class ScriptedSummary {
  /** Pages that were read for a summary, in that order, over all jobs. */
  readonly read: number[] = []
  /** How the next jobs end instead of going on after this many parts. */
  fails: { readonly after: number; readonly end: Extract<SummaryEnd, { type: 'failed' }> } | null = null
  #held = false
  #release: () => void = () => undefined

  /** From here on parts wait for `letOne`. */
  hold(): void {
    this.#held = true
  }

  letAll(): void {
    this.#held = false
    this.#release()
  }

  with(notes: NotesStore): Summarise<ReadDocument> {
    return (document, wish, model, signal) => this.#run(notes, { document, wish, model, signal })
  }

  async *#run(
    notes: NotesStore,
    { document, wish, model, signal }: Inputs,
  ): AsyncGenerator<SummaryEvent, SummaryEnd, undefined> {
    const key = (page: number) => `${model.sha256} ${document.sha256} ${page}`
    const parts = document.pages.map(({ page, text }, index): PartView => {
      const done = notes.get(key(page)) !== null
      return {
        index,
        title: '',
        pages: [page, page],
        state: done ? 'done' : 'pending',
        points: done ? points(page, text) : [],
      }
    })
    const done = () => parts.filter(({ state }) => state === 'done').length
    const summary = () => summaryOf(document, model, wish.mode, parts)
    yield { type: 'planned', parts: [...parts] }
    for (const { page, text } of document.pages) {
      const index = page - 1
      if (parts[index]?.state === 'done') continue
      if (this.fails?.after === done()) return { ...this.fails.end, summary: summary() }
      yield { type: 'progress', progress: progress(page, done(), parts.length) }
      if (this.#held) await this.#wait(signal)
      if (signal.aborted) return { type: 'stopped', summary: summary() }
      const note = { text, origin: 'source' as const, sentences: [index] }
      notes.put(key(page), { notes: [note], evaluatedTokens: 10, generatedTokens: 1 })
      this.read.push(page)
      const part: PartView = { index, title: '', pages: [page, page], state: 'done', points: points(page, text) }
      parts[index] = part
      yield { type: 'part', part }
    }
    return { type: 'done', summary: summary() }
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}

interface Inputs {
  readonly document: ReadDocument
  readonly wish: Parameters<Summarise<ReadDocument>>[1]
  readonly model: Parameters<Summarise<ReadDocument>>[2]
  readonly signal: AbortSignal
}

function points(page: number, text: string): PartView['points'] {
  const quote = text.slice(0, 20)
  if (quote === '') return []
  return [{ text: quote, origin: 'source', citations: [{ page, quote }] }]
}

function progress(page: number, done: number, total: number) {
  return {
    phase: 'reading' as const,
    parts: { total, done },
    pages: [page, page] as [number, number],
    tokens: { total: total * 10, done: done * 10 },
    secondsLeft: null,
  }
}

function summaryOf(
  { name, sha256, kind, pages }: ReadDocument,
  model: Inputs['model'],
  mode: Inputs['wish']['mode'],
  parts: readonly PartView[],
): Summary {
  const done = parts.filter(({ state }) => state === 'done')
  return {
    format: 'agate.summary/1',
    document: { name, sha256, kind, pages: pages.length },
    pages: pages.map(({ page, verdict, why, words }) => ({ page, verdict, words, ...(why === null ? {} : { why }) })),
    parts: { total: parts.length, done: done.length },
    complete: done.length === parts.length,
    ...(mode === 'overview' ? { mode } : {}),
    gist: `It has ${pages.length} pages.`,
    points: done.flatMap((part) => part.points),
    sections: [],
    model: { ...model },
    tokens: { evaluated: done.length * 10, generated: done.length, reused: 0 },
    seconds: 1,
  }
}
