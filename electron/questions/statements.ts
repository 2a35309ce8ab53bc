import { saidOnce } from '../summary/said-before.ts'

/** Something that an answer says, with the numbers of the sentences it gives for it. */
export interface Statement {
  readonly text: string
  readonly numbers: readonly number[]
  /** It begins a line of a list. */
  readonly listed: boolean
}

/** “[3-9]” names these and all between; a wider range only its ends. */
const RANGE_MAX = 10

const GROUP = String.raw`\[(?:sentences?\s*)?\d+(?:\s*[,;–-]\s*\d+)*\]`
const GROUPS = new RegExp(GROUP, 'giu')
/** Up to its numbers and what closes it, with something other than a further number behind it; or up to the end of the line. */
const TRAILED = new RegExp(String.raw`^(?:[^\n]*?(?:${GROUP}\s*)+[.!?。]*(?=\s+[^\s\[]|[^\s\[.!?。])|[^\n]*\n)`, 'iu')
/** Some models put the numbers first, as they stand in what they read. */
const LED = new RegExp(String.raw`^\s*(?:[-*•]\s+)?(?:${GROUP}\s*)+`, 'iu')
const LED_WHOLE = new RegExp(String.raw`${LED.source}[^\n]*?(?:\n|(?=${GROUP}))`, 'iu')
const BULLET = /^(?:[-*•]|\d{1,2}[.)])\s+/u

/** It ends as a sentence does. */
const WHOLE = /[.!?。…]["”’»)]*$/u

/** Takes the statements out of a text as it grows. */
export class StatementReader {
  #pending = ''

  /** The statements that are complete with this. */
  push(text: string): Statement[] {
    this.#pending += text
    const statements: Statement[] = []
    for (;;) {
      const whole = (LED.test(this.#pending) ? LED_WHOLE : TRAILED).exec(this.#pending)?.[0]
      if (whole === undefined) return statements
      this.#pending = this.#pending.slice(whole.length)
      statements.push(...statementsOf(whole))
    }
  }

  /** What is left at the end. A text that was cut off has no last statement, unless its numbers are there, and behind it. */
  close(cutOff: boolean): Statement[] {
    const isLed = LED.test(this.#pending)
    const rest = statementsOf(this.#pending)
    this.#pending = ''
    if (!cutOff) return rest
    return rest.filter(({ numbers, text }) => numbers.length > 0 && (!isLed || WHOLE.test(text)))
  }
}

/** Sentences of a piece of text; they share the numbers at its end. */
function statementsOf(piece: string): Statement[] {
  const numbers = numbersIn(piece)
  const line = piece.replace(GROUPS, '').trim()
  const listed = BULLET.test(line)
  const text = line
    .replace(BULLET, '')
    .replace(/^[\s,;:.!?]+/u, '')
    .replace(/\s+([.,;:!?])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(text) ? [{ text: saidOnce(text), numbers, listed }] : []
}

function numbersIn(piece: string): number[] {
  const numbers = [...piece.matchAll(GROUPS)].flatMap(([group]) =>
    [...group.matchAll(/(\d+)(?:\s*[–-]\s*(\d+))?/gu)].flatMap(([, from, to]) =>
      range(Number(from), Number(to ?? from)),
    ),
  )
  return [...new Set(numbers)]
}

function range(from: number, to: number): number[] {
  if (to < from || to - from >= RANGE_MAX) return [from, to]
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
