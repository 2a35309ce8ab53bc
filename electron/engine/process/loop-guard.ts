/** The longest passage, in characters, whose word-for-word repetition is looked for. */
const PERIOD_MAX = 600
/** How long a passage without a word must go on: boards, tables of bytes and empty tables are made of little else. */
const WORDLESS = 2500
/** Rows of one character are no table. */
const WORDLESS_PERIOD_MIN = 3
/** Words that are looked at together, in prose and in code, and how many of their phrases must differ. */
const WORDS = 600
const CODE_WORDS = 1600
/** Characters in which a word is looked for, with what stands between it and the next. */
const WORD_ROOM = 16
const PHRASE = 6
const PHRASES_MIN = 36
/** Where code begins or ends; code within a line ends in it. */
const FENCE = /^\s*(?:```[^`]*|~~~.*)$/u
const FENCE_MAX = 200
/** Characters between two looks at the words: they take longer than a look at the tail. */
const WORDS_EVERY = 240

/**
 * Notices a reply that goes round in circles, by two signs:
 *   - its end is one passage, word for word, again and again, for far longer than any table, refrain or ruler;
 *   - its last 600 words are made of a handful of phrases, whatever numbers stand between them; in code, where rows of
 *     data are made of the same few words, its last 1600.
 * Both are set so that lists, code, poems and tables pass: a loop noticed late costs seconds, a reply cut short is lost.
 */
export class LoopGuard {
  #tail = ''
  #sinceWords = 0
  /** What came since the last end of a line. */
  #line = ''
  #inCode = false

  /** Adds text; true when the reply repeats itself. */
  push(text: string): boolean {
    this.#tail = (this.#tail + text).slice(-CODE_WORDS * WORD_ROOM)
    this.#followFences(text)
    if (repeatsPassage(this.#tail)) return true
    this.#sinceWords += text.length
    if (this.#sinceWords < WORDS_EVERY) return false
    this.#sinceWords = 0
    return repeatsPhrases(this.#tail, this.#inCode ? CODE_WORDS : WORDS)
  }

  #followFences(text: string): void {
    const lines = (this.#line + text).split('\n')
    // Its beginning says whether it is a fence, and a reply without any end of a line is long.
    this.#line = (lines.pop() ?? '').slice(0, FENCE_MAX)
    for (const line of lines) if (FENCE.test(line)) this.#inCode = !this.#inCode
  }
}

function repeatsPassage(text: string): boolean {
  for (let period = 1; period <= PERIOD_MAX; period += 1) {
    const needed = repeatedLength(period)
    if (!repeats(text, period, needed)) continue
    const isTable = period >= WORDLESS_PERIOD_MIN && isWordless(text.slice(-period))
    if (!isTable || repeats(text, period, Math.max(needed, WORDLESS))) return true
  }
  return false
}

/** How long a passage of `period` characters must go on: a dozen times when it is short, half as often when long. */
function repeatedLength(period: number): number {
  return Math.max(600, Math.min(12 * period, 5 * period + 700))
}

/** Whether the last `needed` characters are what stands one period before them. */
function repeats(text: string, period: number, needed: number): boolean {
  if (needed + period > text.length) return false
  let same = 0
  while (same < needed && text[text.length - 1 - same] === text[text.length - 1 - same - period]) same += 1
  return same === needed
}

/** Bytes such as 0xff, also where the passage begins within one, are no words. */
function isWordless(passage: string): boolean {
  return !/\p{L}/u.test(passage.replaceAll(/^(?:0?x)?[\da-f]+|0x[\da-f]*/giu, ''))
}

function repeatsPhrases(text: string, count: number): boolean {
  const words = (text.slice(-count * WORD_ROOM).match(/\p{L}{2,}/gu) ?? []).slice(-count)
  if (words.length < count) return false
  const phrases = new Set<string>()
  for (let at = 0; at + PHRASE <= words.length; at += 1) {
    phrases.add(words.slice(at, at + PHRASE).join(' '))
    if (phrases.size >= PHRASES_MIN) return false
  }
  return true
}
