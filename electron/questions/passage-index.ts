import { setImmediate } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import type { NewPassage, PassageStore } from '../storage/passage-store.ts'
import type { Sentence } from '../summary/sentence.ts'
import { isEntry, sentencesOfPage } from '../summary/sentences.ts'
import { passagesOf } from './passages-of.ts'

/** Passages that are made, and then written in one transaction, before the window gets its turn: a few milliseconds each. */
const SLICE = 10

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

  async #indexAll(): Promise<void> {
    for (const documentId of this.#options.passages.incomplete()) {
      try {
        await this.#index(documentId)
      } catch (error) {
        // Mostly a full disk. It is tried again before the next question; until then answers say what they did without.
        this.#options.log('error', 'questions.not-indexed', { documentId, error })
      }
    }
  }

  async #index(documentId: string): Promise<void> {
    const { passages, documents } = this.#options
    passages.begin(documentId)
    let slice: NewPassage[] = []
    let position = 0
    for (const passage of passagesOf(sentencesIn(documents, documentId))) {
      slice.push(passage)
      if (slice.length < SLICE) continue
      await setImmediate()
      if (this.#closed || !documents.exists(documentId)) return
      passages.add(documentId, position, slice)
      position += slice.length
      slice = []
      await setImmediate()
    }
    if (this.#closed || !documents.exists(documentId)) return
    passages.add(documentId, position, slice)
    passages.complete(documentId, position + slice.length)
  }
}

/** Without tables of contents, whose lines have the words of every question and answer none; but where there is nothing else, that is what can be found. */
function* sentencesIn(documents: DocumentStore, documentId: string): Generator<Sentence> {
  let isText = false
  for (const sentence of everySentence(documents, documentId)) {
    if (sentence.kind === 'filler') continue
    isText ||= sentence.kind !== 'heading'
    yield sentence
  }
  if (isText) return
  for (const sentence of everySentence(documents, documentId)) if (isEntry(sentence)) yield sentence
}

/** Page by page: all text of a large document at once would be a pause that is felt. */
function* everySentence(documents: DocumentStore, documentId: string): Generator<Sentence> {
  for (let number = 1; ; number += 1) {
    const page = documents.page(documentId, number)
    if (page === null) return
    yield* sentencesOfPage(
      page,
      page.headings.map((heading) => ({ ...heading, page: number })),
    )
  }
}
