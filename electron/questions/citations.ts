import type { AnswerCitation } from '../../shared/model/document-answer.ts'
import type { SourceSentence } from './source-sentence.ts'

/** The sentences a reply rests on, each once, in the order in which its text names them. */
export class Citations {
  readonly #all: AnswerCitation[] = []

  get all(): readonly AnswerCitation[] {
    return this.#all
  }

  /** The markers for these sentences, like “[1] [3]”. */
  markers(sentences: readonly Pick<SourceSentence, 'documentId' | 'page' | 'text'>[]): string {
    return sentences.map((sentence) => `[${this.#numberOf(sentence)}]`).join(' ')
  }

  #numberOf({ documentId, page, text: quote }: Pick<SourceSentence, 'documentId' | 'page' | 'text'>): number {
    const same = (other: AnswerCitation) =>
      other.documentId === documentId && other.page === page && other.quote === quote
    const index = this.#all.findIndex(same)
    return index >= 0 ? index + 1 : this.#all.push({ documentId, page, quote })
  }
}
