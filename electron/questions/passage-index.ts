import { setImmediate } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import type { FoundPassage, Gap, NewPassage, PassageStore, Place } from '../storage/passage-store.ts'
import type { Sentence } from '../summary/sentence.ts'
import { isEntry, sentencesOfPage } from '../summary/sentences.ts'
import { passagesOf } from './passages-of.ts'

/** Passages that are made, and then written in one transaction, before the window gets its turn: a few milliseconds each. */
const SLICE = 10
/** Pages whose passages are made again at once. */
const PAGES = 4

export interface PassageIndexOptions {
  readonly passages: PassageStore
  readonly documents: DocumentStore
  readonly log: Log
}

/** Keeps the words of all documents in conversations findable: one document after the other, in slices, beside everything else. */
export class PassageIndex {
  readonly #options: PassageIndexOptions
  #running: Promise<void> = Promise.resolve()
  #closed = false

  constructor(options: PassageIndexOptions) {
    this.#options = options
  }

  /** Something may have become ready; also at the start, for what was interrupted. */
  update(): void {
    this.#running = this.#running.then(() => this.#indexAll())
  }

  /** Resolves when all that is ready can be found, or the signal is aborted. */
  settled(signal: AbortSignal): Promise<void> {
    this.update()
    return new Promise((resolve) => {
      const end = () => {
        signal.removeEventListener('abort', end)
        resolve()
      }
      signal.addEventListener('abort', end)
      if (signal.aborted) end()
      void this.#running.then(end)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  /** Until nothing is left: pages of one document may be replaced while another is indexed. */
  async #indexAll(): Promise<void> {
    const left = new Set<string>()
    for (;;) {
      const documentId = this.#options.passages.incomplete().find((id) => !left.has(id))
      if (documentId === undefined || this.#closed) return
      try {
        await this.#index(documentId)
        // One that went meanwhile would come up for ever.
        if (!this.#goesOn(documentId)) left.add(documentId)
      } catch (error) {
        left.add(documentId)
        // Mostly a full disk. It is tried again before the next question; until then answers say what they did without.
        this.#options.log('error', 'questions.not-indexed', { documentId, error })
      }
    }
  }

  /** All of it, or what is missing since pages of it were replaced; also of those that were replaced meanwhile. */
  async #index(documentId: string): Promise<void> {
    const { passages, documents } = this.#options
    const isText = hasText(documents, documentId)
    if (!isText || !passages.isBuilt(documentId)) await this.#addAll(documentId, isText)
    while (this.#goesOn(documentId)) {
      const gap = passages.gap(documentId)
      if (gap === null) {
        passages.complete(documentId, isText)
        return
      }
      // Text in it may be the first of all: then tables of contents are not to be found any more, and it is begun again.
      if (isText) this.#fill(documentId, gap)
      await setImmediate()
      if (!isText) return
    }
  }

  async #addAll(documentId: string, isText: boolean): Promise<void> {
    const { passages, documents } = this.#options
    passages.begin(documentId)
    let slice: NewPassage[] = []
    for (const passage of passagesOf(sentencesIn(documents, documentId, isText))) {
      slice.push(passage)
      if (slice.length < SLICE) continue
      await setImmediate()
      if (!this.#goesOn(documentId)) return
      passages.add(documentId, slice)
      slice = []
      await setImmediate()
    }
    if (this.#goesOn(documentId)) passages.add(documentId, slice)
  }

  /** In one go, so that no page of it is replaced meanwhile. */
  #fill(documentId: string, gap: Gap): void {
    const { passages, documents } = this.#options
    const { page, before, after } = gap
    const from = before?.sentences[0] ?? { page: 1, from: 0 }
    const [to, end] = isNear(after, page + PAGES) ? lastOf(after) : [page + PAGES - 1, null]
    const within = [...sentencesIn(documents, documentId, true, from.page, to)].filter(
      (sentence) => !isBefore(sentence, from) && (end === null || !isBefore(end, sentence)),
    )
    passages.fill(documentId, { gap, to, passages: [...passagesOf(within)] })
  }

  #goesOn(documentId: string): boolean {
    return !this.#closed && this.#options.documents.exists(documentId)
  }
}

type Start = Pick<Place, 'page' | 'from'>

function isBefore(one: Start, other: Start): boolean {
  return one.page < other.page || (one.page === other.page && one.from < other.from)
}

/** It begins on this page, or before. */
function isNear(passage: FoundPassage | null, page: number): passage is FoundPassage {
  return (passage?.sentences[0]?.page ?? Infinity) <= page
}

/** The page on which a passage ends, and its last sentence. */
function lastOf({ sentences }: FoundPassage): [number, Start | null] {
  const last = sentences.at(-1) ?? null
  return [last?.page ?? 0, last]
}

function hasText(documents: DocumentStore, documentId: string): boolean {
  for (const { kind } of everySentence(documents, documentId)) if (kind !== 'filler' && kind !== 'heading') return true
  return false
}

/** Without tables of contents, whose lines have the words of every question and answer none; but where there is nothing else, that is what can be found. */
function* sentencesIn(
  documents: DocumentStore,
  documentId: string,
  isText: boolean,
  from?: number,
  to?: number,
): Generator<Sentence> {
  for (const sentence of everySentence(documents, documentId, from, to)) {
    if (sentence.kind !== 'filler' || (!isText && isEntry(sentence))) yield sentence
  }
}

/** Page by page: all text of a large document at once would be a pause that is felt. */
function* everySentence(documents: DocumentStore, documentId: string, from = 1, to = Infinity): Generator<Sentence> {
  for (let number = from; number <= to; number += 1) {
    const page = documents.page(documentId, number)
    if (page === null) return
    yield* sentencesOfPage(
      page,
      page.headings.map((heading) => ({ ...heading, page: number })),
    )
  }
}
