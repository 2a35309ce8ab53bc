import { primary } from './languages.ts'
import { UNIT } from './units.ts'
import { foldedFunctionWords, fold, stem } from './words.ts'

export interface Name {
  /** Folded. */
  readonly word: string
  /** It begins the statement, so that its capital letter says little. */
  readonly first: boolean
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*/gu
/** “it” in “It is said that Rome …”: after these a capital letter begins a sentence, and is no name. */
const BEGINS_SENTENCE = /(?:^|[.!?:…]["”’)]?\s+|["“„«‚(]\s?)$/u
/** What only stands before nouns: in German these have a capital letter, and are no names. */
const BEFORE_GERMAN_NOUNS =
  /(?:^|\s)(?:d(?:er|ie|as|en|em|es)|(?:k?ein|mein|sein|ihr|unser|dies|jed|all|welch)(?:e[rnms]?|es)?|i[mn]s|im|am|zu[mr]|vom|beim|pro|je|\p{Ll}{2,}(?:e|en|er|es|em))\s$/u
const PREFIX_MIN = 4
const ENDING_MAX = 3
const LOOK_BACK = 40

/**
 * Words of a statement that are written as names: with a capital letter inside a sentence, or at its beginning. `translated`: it
 * is in another language than the document, so that of German only names of several words can be told from nouns.
 */
export function namesIn(statement: string, language: string | null, translated: boolean): Name[] {
  const empty = foldedFunctionWords(language)
  const german = primary(language) === 'de'
  const text = statement.charAt(0).toLowerCase() + statement.slice(1)
  return [...statement.matchAll(WORD)].flatMap(({ 0: written, index }) => {
    const word = fold(written.replace(/['’]s$/u, ''))
    if (!/^\p{Lu}/u.test(written) || empty.has(word) || UNIT.has(word) || word.length < 2) return []
    const before = text.slice(Math.max(0, index - LOOK_BACK), index)
    if (german && isNoun(before, text.slice(index + written.length), translated)) return []
    return [{ word, first: BEGINS_SENTENCE.test(before) }]
  })
}

function isNoun(before: string, after: string, translated: boolean): boolean {
  const among = /\p{Lu}[\p{L}.-]*\s$/u.test(before) || /^\s\p{Lu}/u.test(after)
  return translated ? !among : BEFORE_GERMAN_NOUNS.test(before)
}

/** Whether a word is there, in this form or with another ending; of one with hyphens, each of its pieces. */
export function isNamed(word: string, there: ReadonlySet<string>): boolean {
  return word.split(/[-'’]/u).every((piece) => there.has(piece) || [...there].some((other) => isForm(piece, other)))
}

function isForm(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.length - short.length > ENDING_MAX) return false
  const beginning = stem(short)
  return beginning.length >= PREFIX_MIN && long.startsWith(beginning)
}
