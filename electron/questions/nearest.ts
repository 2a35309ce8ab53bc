import { orderedAt } from '../summary/gate/orders.ts'
import { stem, tokensOf } from '../summary/gate/words.ts'
import type { SourceSentence } from './source-sentence.ts'
import { languageByStopWords } from './stop-words.ts'

/** Share of the question's words that a sentence must have to be worth showing where no answer was found. */
const NEAR = 0.6

/**
 * Whether a sentence has any of the question's words; to a question in another language every sentence may be an answer. What
 * tells somebody what to say is none.
 */
export function isAbout(
  question: string,
  words: readonly string[],
  sentences: readonly SourceSentence[],
): (sentence: SourceSentence) => boolean {
  const language = languageByStopWords(sentences.map(({ text }) => text).join(' '), null)
  const isForeign = languageByStopWords(question, language) !== language
  return ({ text }) => orderedAt(text) === null && (isForeign || shareOf(words, text) > 0)
}

/** The sentence that has most of these words; null when none has most of them. */
export function nearest(words: readonly string[], sentences: readonly SourceSentence[]): SourceSentence | null {
  let best: SourceSentence | null = null
  let most = NEAR
  for (const sentence of sentences) {
    if (orderedAt(sentence.text) !== null) continue
    const share = shareOf(words, sentence.text)
    if (share > most || (best === null && share === most)) {
      best = sentence
      most = share
    }
  }
  return best
}

function shareOf(words: readonly string[], text: string): number {
  const asked = stemsOf(words.join(' '))
  const there = new Set(stemsOf(text))
  return asked.length === 0 ? 0 : asked.filter((stem) => there.has(stem)).length / asked.length
}

function stemsOf(text: string): string[] {
  return tokensOf(text).map(stem)
}
