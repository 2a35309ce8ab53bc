import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from './decode-text.ts'
import { textLines, writeParts } from './parts.ts'
import { guessRemark } from './text-reader.ts'

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/u
const FENCE = /^ {0,3}(`{3,}|~{3,})/u

/** The text stays Markdown, which models read well; only the headings are told apart. */
export const readMarkdown: Reader = async (input) => {
  const decoded = decodeText(input.bytes)
  const writer = new PageWriter('part')
  let title: string | null = null
  let fence: string | null = null
  await writeParts(writer, textLines(decoded.text), input.onPage, (line) => {
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
