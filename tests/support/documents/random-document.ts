import type { DocumentText, Heading } from '../../../shared/model/document.ts'
import { pick, randomOf } from './random.ts'
import { textOf } from './text-of.ts'

const WORDS: readonly [string, ...string[]] = [
  'the', 'committee', 'of', '3.5', 'Dr.', 'e.g.', 'Müller', 'über', 'résumé', '漢字', 'これは。', 'نص', '😀', '👩‍👩‍👧', 'a)', '1.', '-', '—', '(see', 'p. 5)', '“quoted.”',
  '...', '…', '?!', 'x'.repeat(700), 'and', 'not', '12,000', '|', ';', '{', '}', '\t', '   ', 'U.S.', '“', '”', '\u200d', '. . . . . . . 7',
] // prettier-ignore

/** Pages of text as no person would write it, with headings where they begin a line. The same for the same seed. */
export function randomDocument(seed: number): DocumentText {
  const random = randomOf(seed)
  const headings: Heading[] = []
  const pages = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, at) => {
    let text = ''
    for (let block = Math.floor(random() * 12); block > 0; block -= 1) {
      if (text !== '') text += pick(random, ['\n\n', '\n \n', '\n\n\n'])
      if (random() < 0.25) {
        const title = `Heading ${Math.floor(random() * 100)}`
        headings.push({ page: at + 1, offset: text.length, level: 1 + Math.floor(random() * 4), text: title })
        text += title
      } else if (random() < 0.1) text += `\`\`\`\n${wordsOf(random, 30)}\n\n${wordsOf(random, 30)}\n\`\`\``
      else text += wordsOf(random, 120)
    }
    return text
  })
  return textOf(pages, headings)
}

function wordsOf(random: () => number, most: number): string {
  let text = pick(random, WORDS)
  for (let count = Math.floor(random() * most); count > 0; count -= 1) {
    text += pick(random, [' ', ' ', ' ', ' ', '. ', '\n', '']) + pick(random, WORDS)
  }
  return text
}
