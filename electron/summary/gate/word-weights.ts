import { contentWords } from './words.ts'

/** How much each word of a document says: the rarer, the more (inverse document frequency over its sentences). */
export class WordWeights {
  #language: string | null
  #sentences = 0
  #frequency = new Map<string, number>()

  constructor(language: string | null, texts: Iterable<string> = []) {
    this.#language = language
    for (const text of texts) this.add(text)
  }

  add(sentence: string): void {
    this.#sentences += 1
    for (const word of new Set(contentWords(sentence, this.#language))) {
      this.#frequency.set(word, (this.#frequency.get(word) ?? 0) + 1)
    }
  }

  /** A word that does not occur weighs most. */
  of(word: string): number {
    return Math.log(1 + this.#sentences / (this.#frequency.get(word) ?? 0.5))
  }

  /** What a number weighs: as much as a word of one sentence. */
  get ofNumber(): number {
    return Math.log(1 + this.#sentences)
  }

  sum(words: Iterable<string>): number {
    let total = 0
    for (const word of words) total += this.of(word)
    return total
  }
}
