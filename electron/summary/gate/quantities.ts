import { MAGNITUDE, numberWords } from './number-words.ts'
import { UNIT } from './units.ts'
import { fold } from './words.ts'

/** A number in a text. */
export interface Quantity {
  /** Each way to read it: “1.234” is one number in English and another in German. */
  readonly readings: readonly string[]
  /** Null where none that is known stands by it. */
  readonly unit: string | null
}

/** What follows a number directly or after a space, and the sign of a currency before it. */
const QUANTITY =
  /([$€£¥]|\b(?:usd|eur|gbp|jpy)\b)?\s?(\p{Script=Latin}*)(\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,'’]\d+)*)(?=(?:[\s-]?([万萬亿億円]|\p{L}+|%|°\p{L}))?(?:\s(\p{L}+|%))?)/gu
const DATE = /^\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})$/u
const SPACED = /(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])/gu

/** Every number of a text: as digits of any script, as words of its language, and with the magnitude that follows it. */
export function quantitiesIn(text: string, language: string | null): Quantity[] {
  const plain = withPlainDigits(text)
  const words = numberWords(language)
  const spelled = plain.replace(/\p{L}+(?:-\p{L}+)*/gu, (word) => {
    const value = words.get(word) ?? hyphenated(word, words)
    return value === null ? word : String(value)
  })
  return [...spelled.matchAll(QUANTITY)].flatMap(([, currency, before = '', digits = '', after, later]) => {
    if (before.length > 1) return [{ readings: [before + digits + (after ?? '')], unit: null }]
    const factor = MAGNITUDE.get(after ?? '')
    const unit = UNIT.get(currency ?? '') ?? UNIT.get((factor === undefined ? after : later) ?? '') ?? null
    if (DATE.test(digits)) return digits.split('.').map((part) => ({ readings: [String(Number(part))], unit: null }))
    return [{ readings: readingsOf(digits, factor ?? 1), unit }]
  })
}

/** Numbers that a plain space may divide into thousands; only right for what a number may be found in. */
export function spacedThousands(text: string): Quantity[] {
  return [...withPlainDigits(text).matchAll(SPACED)].map(([digits]) => ({
    readings: [String(Number(digits.replaceAll(' ', '')))],
    unit: null,
  }))
}

export function isSameQuantity(one: Quantity, other: Quantity): boolean {
  if (one.unit !== null && other.unit !== null && one.unit !== other.unit) return false
  return one.readings.some((reading) => other.readings.includes(reading))
}

/** Folded, with digits of all scripts as 0 to 9. */
function withPlainDigits(text: string): string {
  return fold(text)
    .replace(/(?!\d)\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0
      const aligned = code - (code % 16)
      // Unicode begins the digits of a script at a code point that ends with 0 or 6.
      return String(/\p{Nd}/u.test(String.fromCodePoint(aligned)) ? code - aligned : code - aligned - 6)
    })
    .replace(/(?<=\d)\u066b(?=\d)/gu, '.')
    .replace(/(?<=\d)\u066c(?=\d)/gu, ',')
}

/** “twenty-one”. */
function hyphenated(word: string, words: ReadonlyMap<string, number>): number | null {
  const [tens = '', ones = '', more] = word.split('-')
  const ten = words.get(tens)
  const one = ones === 'one' ? 1 : words.get(ones)
  return more !== undefined || ten === undefined || one === undefined || ten < 20 || one > 9 ? null : ten + one
}

function readingsOf(digits: string, factor: number): string[] {
  const grouped = /^\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+$/u.test(digits)
  const separators = digits.match(/\D/gu) ?? []
  const decimal = separators.length === 1 && /[.,]/u.test(separators.join(''))
  const mixed = new Set(separators).size === 2 && separators.at(-1) !== separators.at(-2)
  const readings: string[] = []
  if (separators.length === 0 || grouped) readings.push(scaled(digits.replace(/\D/gu, ''), factor))
  if (decimal) readings.push(scaled(digits.replace(',', '.'), factor))
  if (mixed) readings.push(scaled(digits.replace(/\D(?=.*\D)/gu, '').replace(/\D/u, '.'), factor))
  // A version, or another number of several parts, is what it is.
  return readings.length > 0 ? readings : [digits]
}

/** Twelve places: 1.1 × 1000 is no whole number in binary. */
function scaled(digits: string, factor: number): string {
  return String(Number((Number(digits) * factor).toPrecision(12)))
}
