import { ABBREVIATIONS, AFTER_GERMAN_ORDINALS, BEFORE_NUMBERS } from './abbreviations.ts'
import type { Span } from './blocks.ts'

/** Intl.Segmenter copies what is left of its input at each step: a text of 4 MB at once takes minutes. */
const WINDOW_CHARACTERS = 4000
/** Beyond this a sentence is cut in any case (`cut-long.ts`), and joining more to it only takes time. */
const JOINED_CHARACTERS_MAX = 600
const WORD_BEFORE_STOP = /(?:^|[\s(["'„“‚«])([\p{L}.ª]+)\.$/u
const INITIAL = /(?:^|[\s.(-])\p{Lu}\.$/u
const ONLY_NUMBER = /^[(\s]*(?:\d{1,3}\.)*(?:\d{1,3}|\p{L}|[ivxIVX]{1,5})[.)]$/u
const OPENING_AT_END = /[\s\p{Ps}\p{Pi}]+$/u
/** Not more is looked at: a text may have nothing but brackets. */
const OPENING_CHARACTERS_MAX = 16
const OPENING = /[\p{Ps}\p{Pi}]/u

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The sentences of a stretch of prose by Unicode's rules (UAX 29), mended where these know no abbreviations. White space is in none. */
export function sentenceSpans(text: string, from: number, to: number): Span[] {
  const spans: Span[] = []
  for (const next of rawSpans(text, from, to)) {
    const before = spans.at(-1)
    const short = before !== undefined && before.to - before.from < JOINED_CHARACTERS_MAX
    if (short && goesOn(text.slice(before.from, before.to), text.slice(next.from, next.to))) {
      spans[spans.length - 1] = { from: before.from, to: next.to }
    } else spans.push(next)
  }
  return spans
}

function* rawSpans(text: string, from: number, to: number): Generator<Span> {
  let start = from
  for (let at = from; at < to;) {
    const end = windowEnd(text, at, to)
    // A line's end is a space here: paragraphs were told apart before.
    const segments = [...segmenter.segment(text.slice(at, end).replace(/\s/gu, ' '))]
    // Only what follows shows whether the last one ends here.
    if (end < to) segments.pop()
    for (const { index, segment } of segments) {
      const next = at + index + segment.length
      const ends = next - opensAtEnd(text.slice(Math.max(start, next - OPENING_CHARACTERS_MAX), next))
      const span = trimmed(text, start, ends)
      if (span !== null) yield span
      start = ends
    }
    at = segments.length === 0 ? end : start
  }
}

/** Not inside a character, and after white space where there is some. */
function windowEnd(text: string, from: number, to: number): number {
  const end = from + WINDOW_CHARACTERS
  if (end >= to) return to
  const space = text.slice(from, end).search(/\s\S*$/u)
  if (space > 0) return from + space + 1
  return text.slice(end - 1, end + 1).isWellFormed() ? end : end - 1
}

/** How much at the end belongs to what follows, as the quotation mark in “…！「”. */
function opensAtEnd(segment: string): number {
  const tail = OPENING_AT_END.exec(segment)?.[0] ?? ''
  return OPENING.test(tail) && tail.length < segment.length ? tail.trimStart().length : 0
}

export function trimmed(text: string, from: number, to: number): Span | null {
  const piece = text.slice(from, to)
  const start = from + piece.length - piece.trimStart().length
  const end = from + piece.trimEnd().length
  return start < end ? { from: start, to: end } : null
}

function goesOn(before: string, next: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(next) || !/[\p{L}\p{N}]/u.test(before)) return true
  // “Really?” he asked.
  if (/^\p{Ll}/u.test(next)) return true
  if (!before.endsWith('.')) return ONLY_NUMBER.test(before)
  const tail = before.slice(-40)
  if (INITIAL.test(tail) || ONLY_NUMBER.test(before)) return true
  if (/(?:^|\s)\d{1,2}\.$/u.test(tail)) return AFTER_GERMAN_ORDINALS.test(next)
  const word = WORD_BEFORE_STOP.exec(tail)?.[1]?.toLowerCase()
  if (word === undefined) return false
  return ABBREVIATIONS.has(word) || (BEFORE_NUMBERS.has(word) && /^\d/u.test(next))
}
