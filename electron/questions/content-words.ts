import { stopWordsOf } from './stop-words.ts'

const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** Lower-case words of a question that say what it is about; none when it only has words like “what” and “it”. */
export function contentWords(question: string): string[] {
  const words = wordsIn(question)
  const stopWords = stopWordsOf(words)
  return words.filter((word) => !stopWords.has(word))
}

export function wordsIn(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? []
}
