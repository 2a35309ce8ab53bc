import type { Span } from './blocks.ts'
import { trimmed } from './sentence-breaks.ts'

/** What one sentence may have at most. So many bytes are at most as many tokens, whatever the tokenizer. */
const CHARACTERS_MAX = 600
const WORDS_MAX = 120
const BYTES_MAX = 1200
/** Where a piece may end, the best first; never in its first third. */
const ENDS = [/\n/gu, /[;:；：](?=\s)|[；：]/gu, /[,،、，–—](?=\s)|[、，،]/gu, /[\])}"”»](?=\s)/gu, /\s/gu]

/** The same stretch as pieces that are short enough, cut at the ends of lines or clauses where there are some. */
export function cutLong(text: string, span: Span): Span[] {
  const pieces: Span[] = []
  let rest: Span | null = span
  while (rest !== null) {
    const limit = longest(text, rest)
    if (limit >= rest.to) return [...pieces, rest]
    const end = bestEnd(text, rest.from, limit)
    const piece = trimmed(text, rest.from, end)
    if (piece !== null) pieces.push(piece)
    rest = trimmed(text, end, rest.to)
  }
  return pieces
}

/** The end of the longest beginning that keeps all three limits. */
function longest(text: string, { from, to }: Span): number {
  let bytes = 0
  let words = 0
  let inWord = false
  for (let at = from; at < to;) {
    const code = text.codePointAt(at) ?? 0
    const size = code > 0xffff ? 2 : 1
    const white = /\s/u.test(text.charAt(at))
    if (!white && !inWord) words += 1
    inWord = !white
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : size === 2 ? 4 : 3
    if (at + size - from > CHARACTERS_MAX || bytes > BYTES_MAX || words > WORDS_MAX) return at
    at += size
  }
  return to
}

function bestEnd(text: string, from: number, limit: number): number {
  const earliest = Math.floor((limit - from) / 3)
  // One character more, which shows whether white space follows.
  const window = text.slice(from, limit + 1)
  for (const ending of ENDS) {
    let best = 0
    for (const { index, 0: sign } of window.matchAll(ending)) {
      if (index + sign.length <= limit - from) best = index + sign.length
    }
    if (best > earliest) return from + best
  }
  return limit
}
