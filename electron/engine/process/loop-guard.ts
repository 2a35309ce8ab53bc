/** The longest passage, in characters, whose word-for-word repetition is looked for. */
const PERIOD_MAX = 600
/** Words that are looked at together, and how many of their phrases must differ. */
const WORDS = 600
const PHRASE = 6
const PHRASES_MIN = 36
/** Characters between two looks at the words: they take longer than a look at the tail. */
const WORDS_EVERY = 240

/**
 * Notices a reply that goes round in circles, by two signs:
 *   - its end is one passage, word for word, again and again, for far longer than any table, refrain or ruler;
 *   - its last 600 words are made of a handful of phrases, whatever numbers stand between them.
 * Both are set so that lists, code, poems and tables pass: a loop noticed late costs seconds, a reply cut short is lost.
 */
export class LoopGuard {
  #tail = ''
  #sinceWords = 0

  /** Adds text; true when the reply repeats itself. */
  push(text: string): boolean {
    this.#tail = (this.#tail + text).slice(-2 * WORDS * 8)
    if (repeatsPassage(this.#tail)) return true
    this.#sinceWords += text.length
    if (this.#sinceWords < WORDS_EVERY) return false
    this.#sinceWords = 0
    return repeatsPhrases(this.#tail)
  }
}

function repeatsPassage(text: string): boolean {
  for (let period = 1; period <= PERIOD_MAX; period += 1) {
    const needed = repeatedLength(period)
    if (needed + period > text.length) continue
    let same = 0
    while (same < needed && text[text.length - 1 - same] === text[text.length - 1 - same - period]) same += 1
    if (same === needed) return true
  }
  return false
}

/** How long a passage of `period` characters must go on: a dozen times when it is short, half as often when long. */
function repeatedLength(period: number): number {
  return Math.max(600, Math.min(12 * period, 5 * period + 700))
}

function repeatsPhrases(text: string): boolean {
  const words = (text.match(/\p{L}{2,}/gu) ?? []).slice(-WORDS)
  if (words.length < WORDS) return false
  const phrases = new Set<string>()
  for (let at = 0; at + PHRASE <= words.length; at += 1) {
    phrases.add(words.slice(at, at + PHRASE).join(' '))
    if (phrases.size >= PHRASES_MIN) return false
  }
  return true
}
