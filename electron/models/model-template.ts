import type { GgufHeader } from './gguf-header.ts'

/** The largest in use have a tenth of it. */
const BYTES_MAX = 256 << 10
/** Templates count turns and look for places in them: none that is in use has a larger number in its code. */
const NUMBER_MAX = 9999

const OPENING = /\{#[^]*?(?:#\}|$)|\{[{%]/gu
const PIECE = /'(?:[^'\\]|\\[^])*'?|"(?:[^"\\]|\\[^])*"?|[%}]\}|\w+|[^]/guy

/**
 * What is wrong with the template that lays out conversations: a program, which the engine runs. One that makes a list of
 * milliards ends the engine's process before anything can look at how long it runs.
 */
export function templateProblem({ values }: GgufHeader): string | null {
  const template = values.get('tokenizer.chat_template')
  if (typeof template !== 'string') return null
  const bytes = Buffer.byteLength(template)
  if (bytes > BYTES_MAX) return `the chat template has ${bytes} bytes`
  const number = numbersIn(template).find((each) => each > NUMBER_MAX)
  return number === undefined ? null : `the chat template counts to ${number}`
}

/** The whole numbers in its code, outside of texts and comments. */
function numbersIn(template: string): number[] {
  const numbers: number[] = []
  let at = 0
  for (;;) {
    OPENING.lastIndex = at
    const opening = OPENING.exec(template)
    if (opening === null) return numbers
    at = OPENING.lastIndex
    if (opening[0].startsWith('{#')) continue
    const pieces = codeFrom(template, at)
    at += pieces.join('').length
    numbers.push(...pieces.filter((piece) => /^\d+$/u.test(piece)).map(Number))
  }
}

/** The pieces of the code that begins there, with the brackets that end it. */
function codeFrom(template: string, start: number): string[] {
  const pieces: string[] = []
  let depth = 0
  PIECE.lastIndex = start
  for (;;) {
    const found = PIECE.exec(template)?.[0]
    if (found === undefined) return pieces
    // Two of them end nothing while a dictionary is open: the first one closes that.
    const piece = found === '}}' && depth > 0 ? '}' : found
    PIECE.lastIndex -= found.length - piece.length
    pieces.push(piece)
    if (piece === '}}' || piece === '%}') return pieces
    if (piece === '{') depth += 1
    if (piece === '}') depth -= 1
  }
}
