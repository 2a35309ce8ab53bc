import { saidOnce } from './said-before.ts'

/** A statement of a reply, with the numbers it ends with. */
export interface ReplyLine {
  readonly text: string
  /** As written, from 1; only those that exist, each once. */
  readonly numbers: readonly number[]
}

/** Of one reply: what comes after is a model that does not end. */
export const LINES_MOST = 24
const RANGE_MOST = 12
/** Characters of one line that are looked at. */
const LINE_MOST = 2000

/** Numbers in square brackets: [3], [B3, B4], [3-5]. */
const NUMBERS = /\[\s*B?\d+(?:\s*(?:[,;–-]|and|to)\s*B?\d+)*\s*\]/giu
/** Where such numbers end a statement: at the end of a sentence, or of the line. */
const STATEMENT = /.*?(?:[.!?…]["”’)]?\s*(?:\[[^\]]*\]\s*)+|(?:\[[^\]]*\]\s*)+(?:[.!?…]|$)|$)/gsu
/** What lists begin their lines with. */
const BULLET = /^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)+/u

/** Takes a reply apart. `count`: how many numbers exist. A last line that was cut off is no statement. */
export function replyLines(reply: string, count: number, cutOff: boolean): ReplyLine[] {
  const lines = reply.split('\n')
  if (cutOff) lines.pop()
  const found: ReplyLine[] = []
  for (const line of lines) {
    for (const statement of line.slice(0, LINE_MOST).replace(BULLET, '').match(STATEMENT) ?? []) {
      const numbers = numbersIn(statement, count)
      const text = saidOnce(plain(statement))
      const introduces = numbers.length === 0 && text.endsWith(':')
      if (!/\p{L}/u.test(text) || introduces) continue
      found.push({ text, numbers })
      if (found.length === LINES_MOST) return found
    }
  }
  return found
}

function numbersIn(statement: string, count: number): number[] {
  const numbers = new Set<number>()
  for (const [group] of statement.matchAll(NUMBERS)) {
    for (const [, first, last] of group.matchAll(/(\d+)(?:\s*(?:[–-]|to)\s*B?(\d+))?/giu)) {
      const from = Number(first)
      const to = Math.min(Number(last ?? first), from + RANGE_MOST)
      for (let number = from; number <= to; number += 1) {
        if (number >= 1 && number <= count) numbers.add(number)
      }
    }
  }
  return [...numbers]
}

function plain(statement: string): string {
  return statement
    .replaceAll(NUMBERS, ' ')
    .replaceAll(/\*\*|__/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ([.,;:!?])/gu, '$1')
    .trim()
}
