import { stem, tokensOf } from './gate/words.ts'
import { sentenceSpans } from './text/sentence-breaks.ts'

/** Something that is said about a document, as far as it can be compared with something else that is. */
export interface Saying {
  readonly text: string
  /** `source`: the text is the cited sentence itself. */
  readonly origin: 'model' | 'source'
  /** What it rests on, by names that are unique among all that are compared. */
  readonly sentences: readonly (number | string)[]
}

interface Known<Item> {
  readonly item: Item
  /** Stems, each once. */
  readonly words: ReadonlySet<string>
}

/** Two statements with so many of their words in common say the same, unless a word that says something was exchanged. */
const SAME_SHARE = 0.9
/** Of fewer words it is chance that a longer statement has all of them. */
const WHOLE_WORDS = 4
/** Shorter words mostly say nothing by themselves. */
const SHORT = 3
/** A statement with so many words of its own says something else, also about the same sentences. */
const OWN_SHARE = 0.5
/** Numbers, and names inside a sentence: what has others says something else. */
const MARKED = /[\p{L}\p{M}]*\p{N}[\p{L}\p{N}]*|(?<=[\p{L}\p{N},;:] )\p{Lu}[\p{L}\p{M}\p{N}]*/gu

/** What was said already, to be asked whether something says it again. Takes time with the number of statements alike, not of all. */
export class SaidBefore<Item extends Saying = Saying> {
  readonly #byWord = new Map<string, Known<Item>[]>()
  readonly #byLongest = new Map<string, Known<Item>[]>()
  readonly #bySentences = new Map<string, Known<Item>[]>()
  #size = 0

  /** How many were added. */
  get size(): number {
    return this.#size
  }

  add(item: Item): void {
    this.#size += 1
    const known = { item, words: wordsOf(item) }
    for (const word of known.words) listAt(this.#byWord, word).push(known)
    for (const word of longest(known.words)) listAt(this.#byLongest, word).push(known)
    listAt(this.#bySentences, sentencesOf(item)).push(known)
  }

  /** What said the same before; null when nothing did. */
  find(item: Item): Item | null {
    const words = wordsOf(item)
    const own = { item, words }
    const rests = this.#bySentences.get(sentencesOf(item)) ?? []
    const same = rests.find((other) => isAnotherWordingOf(own, other))
    if (same !== undefined) return same.item
    const alike = [
      ...longest(words).flatMap((word) => this.#byWord.get(word) ?? []),
      ...[...words].flatMap((word) => this.#byLongest.get(word) ?? []),
    ]
    return alike.find((other) => saysTheSameAs(own, other))?.item ?? null
  }
}

/** A statement without those of its sentences that say the same as one before them. */
export function saidOnce(text: string): string {
  const said = new SaidBefore()
  const spans = sentenceSpans(text, 0, text.length)
  const fresh = spans.flatMap(({ from, to }, at) => {
    const sentence = { text: text.slice(from, to), origin: 'model' as const, sentences: [at] }
    if (said.find(sentence) !== null) return []
    said.add(sentence)
    return sentence.text
  })
  return fresh.length === spans.length ? text : fresh.join(' ')
}

/** Of two statements on the same sentences. */
function isAnotherWordingOf(one: Known<Saying>, other: Known<Saying>): boolean {
  if (one.item.origin === 'source' || other.item.origin === 'source') return true
  const own = without(one.words, other.words)
  return own.length < OWN_SHARE * one.words.size && !isMarked(one, own)
}

function saysTheSameAs(one: Known<Saying>, other: Known<Saying>): boolean {
  const own = without(one.words, other.words)
  const missing = without(other.words, one.words)
  if (isMarked(one, own)) return false
  if (own.length === 0 && one.words.size >= WHOLE_WORDS) return true
  if (missing.length === 0 && other.words.size >= WHOLE_WORDS) return own.length < OWN_SHARE * one.words.size
  const exchanged = [own, missing].every((words) => words.some((word) => word.length > SHORT))
  const shared = one.words.size - own.length
  return !exchanged && !isMarked(other, missing) && shared >= SAME_SHARE * Math.max(one.words.size, other.words.size)
}

function isMarked({ item }: Known<Saying>, words: readonly string[]): boolean {
  const marks = new Set((item.text.match(MARKED) ?? []).flatMap((mark) => tokensOf(mark).map(stem)))
  return words.some((word) => marks.has(word))
}

function without(words: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...words].filter((word) => !others.has(word))
}

function wordsOf({ text }: Saying): ReadonlySet<string> {
  return new Set(tokensOf(text).map(stem))
}

/** Two statements that are alike have one of these in common. */
function longest(words: ReadonlySet<string>): string[] {
  return [...words].sort((a, b) => b.length - a.length).slice(0, 2)
}

function sentencesOf({ sentences }: Saying): string {
  return [...sentences].sort().join(' ')
}

function listAt<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}
