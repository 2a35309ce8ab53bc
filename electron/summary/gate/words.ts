import { numberWords } from './number-words.ts'
import { functionWords } from './function-words.ts'

/** Scripts that put no space between words, or write endings onto them: there two letters stand for a word. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー'
const TOKEN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u')
const ENDING =
  /(?<=\p{L}{3})(?:ations?|ments?|ungen|ung|ingly|ings?|edly|ied|ies|ed|ly|mente|ions?|heit|keit|ern|est|en|er|em|es|os|as|is|e|s|n|d|y|a|o|i)$/u

/** Lower case, without accents, in one form of each character. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
}

/** Words as they are written, folded; pairs of letters in scripts without spaces. */
export function tokensOf(text: string): string[] {
  return (fold(text).match(TOKEN) ?? []).flatMap((token) => (STARTS_UNSPACED.test(token) ? pairs(token) : [token]))
}

/** What words with one stem have in common; no more than their endings are taken away. */
export function stem(token: string): string {
  return token.replace(ENDING, '').replace(/(\p{L})\1$/u, '$1')
}

/** Stems of the words that say something, in their order. Numbers are none: `quantities.ts` reads them. */
export function contentWords(text: string, language: string | null): string[] {
  const empty = foldedFunctionWords(language)
  const numbers = numberWords(language)
  return tokensOf(text)
    .filter((token) => !empty.has(token) && !numbers.has(token) && /\p{L}.|\p{Lo}/u.test(token))
    .map(stem)
}

function pairs(token: string): string[] {
  const letters = Array.from(token)
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`)
}

const folded = new Map<ReadonlySet<string>, ReadonlySet<string>>()

export function foldedFunctionWords(language: string | null): ReadonlySet<string> {
  const words = functionWords(language)
  const known = folded.get(words) ?? new Set([...words].map(fold))
  folded.set(words, known)
  return known
}
