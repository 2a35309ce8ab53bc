import { magnitude, numberWords } from './number-words.ts'
import { UNIT } from './units.ts'
import { fold } from './words.ts'

/** A number in a text. */
export interface Quantity {
  /** Each way to read it: “1.234” is one number in English and another in German. */
  readonly readings: readonly string[]
  /** Each unit it may have; null is none. In “5 to 10 kg” the first number has none, and means kilograms. */
  readonly units: readonly (string | null)[]
}

/** What follows a number directly or after a space, and the sign of a currency before it. */
const QUANTITY =
  /([$€£¥]|\b(?:usd|eur|gbp|jpy)\b)?\s?(\p{Script=Latin}*)(\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,'’]\d+)*)(?=(?:[\s-]?([万萬亿億円]|\p{L}+|[%€$£¥]|°\p{L}))?(?:\s(?:de\s|d['’])?(\p{L}+|[%€$£¥]))?)/gu
const DATE = /^\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})$/u
const SPACED = /(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])/gu
const PER_CENT = /(?<=[\p{L}\d]\s)(?:per cento?|pour cent|por ciento|por cento)(?!\p{L})/gu
const THOUSAND_MILLION = /(?<!\p{L})mil (?:millones|milhoes)(?!\p{L})/gu
/** Between two numbers that share what follows the second. */
const RANGE = /^\s*(?:[-–—]|to|and|or|bis|und|oder|a|et|ou|y|o|e|al|ate|hasta)\s*$/u

interface Found {
  readonly quantity: Quantity
  readonly factor: number | null
  readonly digits: string
  readonly from: number
  readonly to: number
}

/** Every number of a text: as digits of any script, as words of its language, and with the magnitude that follows it. */
export function quantitiesIn(text: string, language: string | null): Quantity[] {
  const plain = withPlainDigits(text)
  const words = numberWords(language)
  // Before words become numbers: “cent” is a hundred.
  const marked = plain.replace(PER_CENT, '%').replace(THOUSAND_MILLION, 'bn')
  const spelled = marked.replace(/\p{L}+(?:-\p{L}+)*/gu, (word) => {
    const value = words.get(word) ?? hyphenated(word, words)
    return value === null ? word : String(value)
  })
  const found = [...spelled.matchAll(QUANTITY)].flatMap((match) => foundIn(match, language))
  return found.map((each, at) => {
    const next = found[at + 1]
    const shares = next !== undefined && RANGE.test(spelled.slice(each.to, next.from))
    return shares ? withSharedUnit(each, next) : each.quantity
  })
}

function foundIn(match: RegExpMatchArray, language: string | null): Found[] {
  const [whole, currency, before = '', digits = '', after = '', later = ''] = match
  const place = { digits, from: match.index ?? 0, to: (match.index ?? 0) + whole.length }
  if (before.length > 1)
    return [{ ...place, quantity: { readings: [before + digits + after], units: [null] }, factor: null }]
  if (DATE.test(digits)) {
    return digits.split('.').map((part) => ({
      ...{ ...place, factor: null },
      quantity: { readings: [String(Number(part))], units: [null] },
    }))
  }
  const factor = magnitude(currency !== undefined && after === 'm' ? 'million' : after, language)
  const unit = UNIT.get(currency ?? '') ?? UNIT.get(factor === null ? after : later) ?? null
  return [{ ...place, quantity: { readings: readingsOf(digits, factor ?? 1), units: [unit] }, factor }]
}

/** “5 to 10 million”: the first may be 5 as well as 5 million. */
function withSharedUnit({ quantity, factor, digits }: Found, next: Found): Quantity {
  if (factor !== null || quantity.units[0] !== null) return quantity
  const scaledToo = next.factor === null ? [] : readingsOf(digits, next.factor)
  return { readings: [...quantity.readings, ...scaledToo], units: [null, ...next.quantity.units] }
}

/** The same numbers where a plain space may divide them into thousands; only right for what a number may be found in. */
export function spacedThousands(text: string, language: string | null): Quantity[] {
  const joined = withPlainDigits(text).replace(SPACED, (digits) => digits.replaceAll(' ', ''))
  return joined === withPlainDigits(text) ? [] : quantitiesIn(joined, language)
}

export function isSameQuantity(one: Quantity, other: Quantity): boolean {
  return (
    one.units.some((unit) => other.units.includes(unit)) &&
    one.readings.some((reading) => other.readings.includes(reading))
  )
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
