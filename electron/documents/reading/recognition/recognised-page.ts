import { cleanLine, cleanText, countWords, visibleLength } from '../clean-text.ts'
import { lineJoiner } from '../pdf/paragraphs.ts'
import type { RecognisedText } from './recogniser.ts'

/** What came of one page: its text, or a whole sentence that says why there is none. */
export interface RecognisedPage {
  readonly page: number
  readonly text: string | null
  readonly words: number
  readonly why: string | null
}

/** Below it the “letters” are those that Tesseract sees in a lawn or a face. */
const CONFIDENCE_MIN = 50
const LETTERS_MIN = 2

export function recognisedPage(page: number, recognised: RecognisedText): RecognisedPage {
  const text = paragraphs(recognised.text).join('\n\n')
  if (visibleLength(text) < LETTERS_MIN) return unrecognised(page, NO_LETTERS)
  if (recognised.confidence < CONFIDENCE_MIN) return unrecognised(page, UNSURE)
  return { page, text, words: countWords(text), why: null }
}

export function unrecognised(page: number, why: string): RecognisedPage {
  return { page, text: null, words: 0, why }
}

const NO_LETTERS = 'No letters were found in the picture on this page.'
const UNSURE = 'The letters in the picture on this page cannot be told apart well enough to be read.'

/** Tesseract ends lines, and leaves one empty between paragraphs. */
function paragraphs(text: string): string[] {
  const lines = text.split('\n').map((line) => cleanLine(cleanText(line)))
  const join = lineJoiner(lines)
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line === '') groups.push([])
    else groups.at(-1)?.push(line)
  }
  return groups.filter((group) => group.length > 0).map(join)
}
