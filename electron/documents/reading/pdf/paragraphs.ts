import type { Line } from './page-lines.ts'

export interface Paragraph {
  readonly text: string
  readonly height: number
  readonly lines: number
}

/** More than this much of the usual distance between two lines separates paragraphs. */
const PARAGRAPH_GAP = 1.35
/** Lines that are smaller than this share of the others, or nearer than this share of their height, are parts of a formula. */
const NEAR = 0.8
const OTHER_SIZE = 0.1
/** From one line to the next, in heights of its letters. */
const LEADING = 1.2
const NUMBERED = /^\p{N}/u
const HYPHEN_AT_END = /([\p{L}]+)[-\u2010]$/u
/** Longer than any word that is divided. */
const WORD_CHARACTERS_MAX = 60
const WORD_AT_START = /^[\p{Ll}]+/u

export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const usual = usualDistance(lines)
  const groups: Line[][] = []
  let last: Line | null = null
  for (const line of lines) {
    if (last === null || separates(last, line, usual)) groups.push([line])
    else groups.at(-1)?.push(line)
    last = line
  }
  const join = lineJoiner(lines.map(({ text }) => text))
  return groups.map((group) => ({
    text: join(group.map(({ text }) => text)),
    height: group[0]?.height ?? 0,
    lines: group.length,
  }))
}

/** Joins lines of a page into a paragraph. Words that the page spells with a hyphen somewhere keep it. */
export function lineJoiner(page: readonly string[]): (lines: readonly string[]) => string {
  const hyphenated = new Set(page.flatMap((line) => line.match(/\p{L}+-\p{L}+/gu) ?? []))
  return (lines) => lines.reduce((text, line) => joinLine(text, line, hyphenated), '')
}

function separates(last: Line, line: Line, usual: number): boolean {
  if (Math.abs(line.height - last.height) > OTHER_SIZE * last.height) return true
  // At the top of the next column a sentence goes on.
  if (line.above === null) return /[.!?:;]["')\]]?$/u.test(last.text)
  return line.above > PARAGRAPH_GAP * distanceAbove(line, usual) || line.text.includes('  ') || last.text.includes('  ')
}

/** A heading over two lines has its letters' distance, not the text's; one that begins with a number begins there. */
function distanceAbove({ text, height }: Line, usual: number): number {
  return height > usual && !NUMBERED.test(text) ? LEADING * height : usual
}

function usualDistance(lines: readonly Line[]): number {
  const body = bodyHeight(lines)
  const distances = lines
    .flatMap(({ above, height }) => (above === null || above < NEAR * height || height < NEAR * body ? [] : [above]))
    .sort((a, b) => a - b)
  // The lower third: a page of headings has more wide gaps than narrow ones.
  return distances[Math.floor(distances.length / 3)] ?? 0
}

/** That of most letters. */
function bodyHeight(lines: readonly Line[]): number {
  const all = lines.reduce((sum, { text }) => sum + text.length, 0)
  let passed = 0
  for (const { text, height } of [...lines].sort((a, b) => a.height - b.height)) {
    passed += text.length
    if (passed * 2 >= all) return height
  }
  return 0
}

/** A word divided at the end of a line is whole again, unless the page spells it with a hyphen elsewhere. */
function joinLine(text: string, line: string, hyphenated: ReadonlySet<string>): string {
  if (text === '') return line
  // Most lines end without one: looking for the whole word only then keeps long paragraphs quick.
  const before = /[-\u2010]/u.test(text.slice(-1))
    ? HYPHEN_AT_END.exec(text.slice(-WORD_CHARACTERS_MAX))?.[1]
    : undefined
  const after = WORD_AT_START.exec(line)?.[0]
  if (before === undefined || after === undefined) return `${text} ${line}`
  return hyphenated.has(`${before}-${after}`) ? text + line : text.slice(0, -1) + line
}
