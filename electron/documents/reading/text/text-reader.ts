import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from './decode-text.ts'
import { textLines, writeParts } from './parts.ts'

/** Plain text and source code: lines stay as they are, paragraphs are what empty lines separate. */
export const readText: Reader = async (input) => {
  const decoded = decodeText(input.bytes)
  const writer = new PageWriter('part')
  await writeParts(writer, textLines(decoded.text), input.onPage)
  return writer.finish(null, guessRemark(decoded))
}

export function guessRemark({ guessed, encoding }: { guessed: boolean; encoding: string }): string[] {
  return guessed
    ? [
        `The file does not say how its letters are coded; it was read as ${encoding}. If words look wrong, save it as UTF-8 and add that.`,
      ]
    : []
}
