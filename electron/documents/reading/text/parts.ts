import type { PageWriter } from '../page-writer.ts'

/** A part ends at the first empty line after so many characters: about as much as a printed page. */
const PART_CHARACTERS = 3000
/** Where there is no empty line, a part ends in any case. */
const PART_CHARACTERS_MAX = 12_000
/** A line beyond this is cut at white space, or anywhere if there is none, into lines that are all kept. */
const LINE_CHARACTERS_MAX = 10_000

export interface NumberedLine {
  readonly text: string
  /** From 1, as an editor shows it. */
  readonly number: number
}

export function* textLines(text: string): Generator<NumberedLine> {
  let number = 0
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/u)) {
    number += 1
    for (let at = 0; at === 0 || at < line.length;) {
      const end = cutPoint(line, at)
      yield { text: line.slice(at, end), number }
      at = Math.max(end, at + 1)
    }
  }
}

function cutPoint(line: string, from: number): number {
  const end = from + LINE_CHARACTERS_MAX
  if (end >= line.length) return line.length
  // Not further back than this piece: a line without spaces may be as long as the file.
  const space = line.slice(from, end + 1).lastIndexOf(' ')
  if (space > 0) return from + space
  // Never between the halves of one character.
  return /[\udc00-\udfff]/u.test(line.charAt(end)) && /[\ud800-\udbff]/u.test(line.charAt(end - 1)) ? end - 1 : end
}

/** Parts of about a page, named by their lines; `headingOf` makes a line a heading. */
export async function writeParts(
  writer: PageWriter,
  lines: Iterable<NumberedLine>,
  onPage: (done: number, total: number | null) => Promise<void>,
  headingOf: (line: string) => { text: string; level: number } | null = () => null,
): Promise<void> {
  let paragraph: string[] = []
  let characters = 0
  let first = 1
  let last = 1
  const flush = () => {
    if (paragraph.length > 0) writer.paragraph(paragraph.join('\n'))
    paragraph = []
  }
  const closePart = async () => {
    flush()
    writer.rename(first === last ? `Line ${first}` : `Lines ${first}–${last}`)
    await onPage(writer.count, null)
    characters = 0
  }
  for (const { text, number } of lines) {
    const blank = text.trim() === ''
    const heading = headingOf(text)
    const full = (blank || heading !== null) && characters >= PART_CHARACTERS
    if (writer.count === 0) writer.begin('')
    else if (full || characters >= PART_CHARACTERS_MAX) {
      await closePart()
      writer.begin('')
      first = number
    }
    last = number
    characters += text.length + 1
    if (blank || heading !== null) flush()
    if (heading !== null) writer.heading(heading.text, heading.level)
    else if (!blank) paragraph.push(text)
  }
  if (writer.count > 0) await closePart()
}
