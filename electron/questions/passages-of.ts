import type { NewPassage } from '../storage/passage-store.ts'
import type { Sentence } from '../summary/sentence.ts'

/** Of 80 to 440 words, at the same size of prompt, 160 found as many answers as any, in the fewest passages of that size. */
const WORDS = 160
/** Each begins this share of a passage after the one before, so that what stands at a border is in one piece somewhere. */
const STRIDE = 0.82

type Counted = Sentence & { readonly words: number }

/** Passages in order, on the borders of sentences; a longer sentence is a passage by itself. */
export function* passagesOf(sentences: Iterable<Sentence>): Generator<NewPassage> {
  let window: Counted[] = []
  let fresh = false
  for (const sentence of sentences) {
    const words = wordsIn(sentence.text)
    if (window.length > 0 && sum(window) + words > WORDS) {
      if (fresh) yield passage(window)
      window = overlapping(window, WORDS * (1 - STRIDE))
      if (sum(window) + words > WORDS) window = []
    }
    window.push({ ...sentence, words })
    fresh = true
  }
  if (fresh) yield passage(window)
}

/** The last sentences that together have at most so many words. */
function overlapping(window: readonly Counted[], most: number): Counted[] {
  let from = window.length
  let words = 0
  while (from > 1) {
    words += window[from - 1]?.words ?? 0
    if (words > most) break
    from -= 1
  }
  return window.slice(from)
}

function passage(window: readonly Counted[]): NewPassage {
  return {
    text: window.map(({ text }) => text).join('\n'),
    sentences: window.map(({ page, from, to }) => ({ page, from, to })),
  }
}

function sum(window: readonly Counted[]): number {
  return window.reduce((words, sentence) => words + sentence.words, 0)
}

/** Where words are not separated, two letters count as one. */
function wordsIn(text: string): number {
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  return (text.match(/\S+/gu)?.length ?? 0) + Math.floor(unspaced / 2)
}
