import { searchable } from '../storage/searchable.ts'
import type { SourceSentence } from './source-sentence.ts'
import { languageOf } from './stop-words.ts'

/** Letters that two forms of a word share at least, and how many of the shorter one may be its ending. */
const STEM_MIN = 4
const ENDING_MAX = 2
/** Share of the question's words that a sentence must have to be worth showing where no answer was found. */
const NEAR = 0.6

/** Whether a sentence has any of the question's words; to a question in another language every sentence may be an answer. */
export function isAbout(
  question: string,
  words: readonly string[],
  sentences: readonly SourceSentence[],
): (sentence: SourceSentence) => boolean {
  const language = languageOf(sentences.map(({ text }) => text).join(' '), null)
  if (languageOf(question, language) !== language) return () => true
  return ({ text }) => shareOf(words, text) > 0
}

/** The sentence that has most of these words; null when none has most of them. */
export function nearest(words: readonly string[], sentences: readonly SourceSentence[]): SourceSentence | null {
  let best: SourceSentence | null = null
  let most = NEAR
  for (const sentence of sentences) {
    const share = shareOf(words, sentence.text)
    if (share > most || (best === null && share === most)) {
      best = sentence
      most = share
    }
  }
  return best
}

function shareOf(words: readonly string[], text: string): number {
  const asked = wordsIn(words.join(' '))
  const there = wordsIn(text)
  const shared = asked.filter((word) => there.some((other) => isSameWord(word, other)))
  return asked.length === 0 ? 0 : shared.length / asked.length
}

function wordsIn(text: string): string[] {
  return searchable(text.normalize('NFKC').toLowerCase()).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true
  const least = Math.max(STEM_MIN, Math.min(one.length, other.length) - ENDING_MAX)
  return one.slice(0, least) === other.slice(0, least) && one.length >= least && other.length >= least
}
