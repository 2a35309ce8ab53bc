import { createHash } from 'node:crypto'
import type { Heading, ReadDocument } from '../../../shared/model/document.ts'
import { textOf } from '../documents/text-of.ts'

/** A document that was read, with these pages. */
export function readDocument(pages: readonly string[], headings: readonly Heading[] = []): ReadDocument {
  const text = pages.join('\n')
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { ...textOf(pages, headings), name: 'report.pdf', sizeBytes: text.length, sha256 }
}

const THINGS = ['bridge', 'harbour', 'library', 'market', 'school', 'tower', 'garden', 'mill', 'theatre', 'station']
const TOWNS = ['Lindau', 'Arbon', 'Bregenz', 'Konstanz', 'Rorschach', 'Romanshorn', 'Meersburg']
const PEOPLE = ['Anna Berger', 'Franz Weber', 'Ida Keller', 'Otto Frei', 'Lena Moser']

/** A document about buildings: every sentence says something of its own, so that it can be told where a statement is from. */
export function townReport(pages: number, sentencesPerPage = 12): ReadDocument {
  const headings: Heading[] = []
  const texts = Array.from({ length: pages }, (_, at) => {
    const title = `Chapter ${at + 1}`
    headings.push({ page: at + 1, offset: 0, level: 1, text: title })
    const sentences = Array.from({ length: sentencesPerPage }, (_, index) =>
      townSentence(at * sentencesPerPage + index),
    )
    return `${title}\n\n${sentences.join(' ')}`
  })
  return readDocument(texts, headings)
}

function townSentence(number: number): string {
  const thing = THINGS[number % THINGS.length] ?? ''
  const town = TOWNS[number % TOWNS.length] ?? ''
  const person = PEOPLE[number % PEOPLE.length] ?? ''
  return `The ${thing} of ${town} was planned by ${person} and cost ${number * 7 + 1000} guilders.`
}
