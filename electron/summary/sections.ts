import type { Heading } from '../../shared/model/document.ts'
import type { PageRange } from '../../shared/model/summary.ts'
import type { Part } from './part.ts'
import type { Sentence } from './sentence.ts'

/** A chapter of the outline. All sections together hold every sentence once, in order. */
export interface Section {
  /** Empty before the first heading, and where a document has none. */
  readonly title: string
  readonly pages: PageRange
  /** Ids of the first sentence and of the one after the last. */
  readonly from: number
  readonly to: number
}

/** With fewer chapters than this the outline goes one level deeper. */
const SECTIONS_MIN = 3

/** The outline of a document by its headings; without headings each part is a section. */
export function sectionsOf(
  sentences: readonly Sentence[],
  headings: readonly Heading[],
  parts: readonly Part[],
): Section[] {
  const begins = beginnings(sentences, headings)
  if (begins.length === 0) return parts.map((part) => section('', part.sentences))
  const starts = begins[0]?.from === 0 ? begins : [{ title: '', from: 0 }, ...begins]
  return starts.map(({ title, from }, at) => section(title, sentences.slice(from, starts[at + 1]?.from)))
}

function beginnings(sentences: readonly Sentence[], headings: readonly Heading[]): { title: string; from: number }[] {
  const level = outlineLevel(headings)
  const titles = new Map(
    headings.filter((heading) => heading.level <= level).map((each) => [`${each.page} ${each.offset}`, each.text]),
  )
  const begins: { title: string; from: number }[] = []
  let before = -1
  for (const { id, kind, page, from } of sentences) {
    const title = kind === 'heading' ? titles.get(`${page} ${from}`) : undefined
    if (title === undefined) continue
    // The title of a book right over its first chapter is no chapter of its own.
    const begin = begins.at(-1)?.from ?? id
    if (before === id - 1 && begins.length > 0) begins[begins.length - 1] = { title, from: begin }
    else begins.push({ title, from: id })
    before = id
  }
  return begins
}

function outlineLevel(headings: readonly Heading[]): number {
  const levels = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b)
  return levels.find((level) => headings.filter((each) => each.level <= level).length >= SECTIONS_MIN) ?? 6
}

function section(title: string, sentences: readonly Sentence[]): Section {
  const first = sentences[0]
  const last = sentences.at(-1)
  if (first === undefined || last === undefined) throw new Error('A section without sentences')
  return { title, pages: [first.page, last.page], from: first.id, to: last.id + 1 }
}
