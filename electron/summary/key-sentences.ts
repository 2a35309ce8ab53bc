import type { WordWeights } from './gate/word-weights.ts'
import { contentWords } from './gate/words.ts'
import type { Sentence } from './sentence.ts'
import { readsAsProse } from './text/reads-as-prose.ts'

export interface KeySentenceOptions {
  readonly weights: WordWeights
  readonly language: string | null
  /** The headings over the sentences: what they speak of counts more. */
  readonly headings?: readonly string[]
}

/** Of a section, for a quick overview. */
export const OVERVIEW_SHARE = 0.25

/** Words beside which more of them make a sentence no better; shorter ones seldom stand by themselves. */
const WORDS_ENOUGH = 14
/** It introduces what stands below it, and says little without that. */
const INTRODUCES = 0.6
/** The first sentence of a paragraph, and of all that are looked at. */
const BEGINS_PARAGRAPH = 1.15
const BEGINS_ALL = 1.3
const HEADING_WORD = 3
/** A sentence of which so much was said by those chosen before is left out, as long as there are others. */
const SAID_BEFORE = 0.7

interface Scored {
  readonly sentence: Sentence
  readonly isProse: boolean
  readonly words: ReadonlySet<string>
  readonly score: number
}

/**
 * The sentences that say most about what all of them are about, without repetition, in the order of the document. Rows of
 * tables, code, titles and lists of names only where there is not enough else.
 */
export function keySentences(among: readonly Sentence[], count: number, options: KeySentenceOptions): Sentence[] {
  const scored = scoresOf(among, options).sort((a, b) => Number(b.isProse) - Number(a.isProse) || b.score - a.score)
  const chosen: Scored[] = []
  const repeats: Scored[] = []
  for (const each of scored) {
    if (chosen.length >= count) break
    const list = chosen.some((other) => saysAgain(each, other, options.weights)) ? repeats : chosen
    list.push(each)
  }
  return [...chosen, ...repeats]
    .slice(0, count)
    .map(({ sentence }) => sentence)
    .sort((a, b) => a.id - b.id)
}

/** How near each is to the middle of all (the centroid of their words, weighted by how rare these are in the document). */
function scoresOf(among: readonly Sentence[], { weights, language, headings = [] }: KeySentenceOptions): Scored[] {
  const read = among.map((sentence) => ({ sentence, words: new Set(contentWords(sentence.text, language)) }))
  const centre = new Map<string, number>()
  for (const { words } of read) for (const word of words) centre.set(word, (centre.get(word) ?? 0) + 1)
  const headed = new Set(headings.flatMap((heading) => contentWords(heading, language)))
  return read.map(({ sentence, words }, at) => {
    let sum = 0
    for (const word of words) {
      // A word of this sentence alone says nothing about the others.
      const others = (centre.get(word) ?? 1) - 0.5
      sum += weights.of(word) * others * (headed.has(word) ? HEADING_WORD : 1)
    }
    const score = (sum / Math.max(WORDS_ENOUGH, words.size)) * placeFactor(among, at)
    return { sentence, isProse: isProse(sentence), words, score }
  })
}

function placeFactor(among: readonly Sentence[], at: number): number {
  const sentence = among[at]
  const kind = sentence?.text.endsWith(':') ? INTRODUCES : 1
  if (at === 0) return kind * BEGINS_ALL
  return kind * (among[at - 1]?.block === sentence?.block ? 1 : BEGINS_PARAGRAPH)
}

/** Rows of a table may be worded like sentences, and are still a part of it. */
export function isProse({ kind, text }: Sentence): boolean {
  return kind === 'prose' && readsAsProse(text)
}

function saysAgain({ words }: Scored, before: Scored, weights: WordWeights): boolean {
  const said = [...words].filter((word) => before.words.has(word))
  return weights.sum(said) >= SAID_BEFORE * weights.sum(words)
}
