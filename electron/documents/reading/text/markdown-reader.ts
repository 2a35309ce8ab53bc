import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from './decode-text.ts'
import { type NumberedLine, textLines, writeParts } from './parts.ts'
import { guessRemark } from './text-reader.ts'

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/u
const FENCE = /^ {0,3}(`{3,}|~{3,})/u

/** What some programs write above the text, about it. */
const FRONT = /^---\r?\n([\s\S]{0,10000}?)\r?\n(?:---|\.\.\.)\r?\n/u
const FRONT_TITLE = /^title:[ \t]*["']?(.+?)["']?[ \t]*\r?$/mu
const UNDERLINE = /^(?:={2,}|-{2,})[ \t]*$/u

/** The text stays Markdown, which models read well; only the headings are told apart. */
export const readMarkdown: Reader = async (input) => {
  const decoded = decodeText(input.bytes)
  const writer = new PageWriter('part')
  let title = FRONT_TITLE.exec(FRONT.exec(decoded.text)?.[1] ?? '')?.[1] ?? null
  let fence: string | null = null
  await writeParts(writer, underlinedAsSigned([...textLines(decoded.text)]), input.onPage, (line) => {
    const mark = FENCE.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === null) fence = mark
      else if (mark.startsWith(fence)) fence = null
    }
    const [, signs, text] = fence === null ? (HEADING.exec(line) ?? []) : []
    if (signs === undefined || text === undefined) return null
    if (signs.length === 1) title ??= text
    return { text, level: signs.length }
  })
  return writer.finish(title, guessRemark(decoded))
}

/** A heading may have a line of signs below it instead of a sign before it. */
function* underlinedAsSigned(lines: readonly NumberedLine[]): Generator<NumberedLine> {
  let isFenced = false
  const front =
    lines[0]?.text === '---' ? lines.findIndex(({ text }, at) => at > 0 && /^(?:---|\.\.\.)$/u.test(text)) : -1
  for (let at = 0; at < lines.length; at += 1) {
    const { text = '', number = 1 } = lines[at] ?? {}
    const next = lines[at + 1]?.text ?? ''
    if (FENCE.test(text)) isFenced = !isFenced
    const isAlone = at === 0 || (lines[at - 1]?.text ?? '').trim() === ''
    if (at > front && isAlone && !isFenced && UNDERLINE.test(next) && /^ {0,3}[^\s#>|*+-]/u.test(text)) {
      yield { text: `${next.startsWith('=') ? '#' : '##'} ${text.trim()}`, number }
      at += 1
    } else yield { text, number }
  }
}
