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
/** Sentences of a document whose largest chapter is worth dividing. */
const DIVIDED_MIN = 40

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

interface Beginning {
  readonly title: string
  readonly level: number
  readonly from: number
}

function beginnings(sentences: readonly Sentence[], headings: readonly Heading[]): Beginning[] {
  const known = new Map(headings.map((heading) => [`${heading.page} ${heading.offset}`, heading]))
  const all = sentences.flatMap(({ id, kind, page, from }): Beginning[] => {
    const heading = kind === 'heading' ? known.get(`${page} ${from}`) : undefined
    return heading === undefined ? [] : [{ title: titleOf(heading.text), level: heading.level, from: id }]
  })
  const level = outlineLevel(headings)
  let chosen = withBody(
    all.filter((each) => each.level <= level),
    sentences,
  )
  for (;;) {
    const divided = withBody(withLargestDivided(chosen, all, sentences.length), sentences)
    if (divided.length === chosen.length) return chosen
    chosen = divided
  }
}

/** The title of a book and its author over the first chapter are no chapters of their own: it begins with them. */
function withBody(beginnings: readonly Beginning[], sentences: readonly Sentence[]): Beginning[] {
  const kept: Beginning[] = []
  let from: number | null = null
  beginnings.forEach((each, at) => {
    const own = sentences.slice(each.from, beginnings[at + 1]?.from)
    const begin = from ?? each.from
    const isEmpty = !own.some(({ kind }) => kind === 'prose' || kind === 'row')
    from = isEmpty && at < beginnings.length - 1 ? begin : null
    if (from === null) kept.push({ ...each, from: begin })
  })
  return kept
}

/** Where one chapter is more than half of the document, what it is divided into takes its place. */
function withLargestDivided(chosen: readonly Beginning[], all: readonly Beginning[], length: number): Beginning[] {
  return chosen.flatMap((each, at) => {
    const end = chosen[at + 1]?.from ?? length
    if (end - each.from < length / 2 || length < DIVIDED_MIN) return each
    const within = all.filter(({ from, level }) => from > each.from && from < end && level > each.level)
    const level = Math.min(...within.map((inner) => inner.level))
    return [each, ...within.filter((inner) => inner.level === level)]
  })
}

function outlineLevel(headings: readonly Heading[]): number {
  const levels = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b)
  return levels.find((level) => headings.filter((each) => each.level <= level).length >= SECTIONS_MIN) ?? 6
}

/** Without the sign that links a heading of a web page to itself. */
function titleOf(heading: string): string {
  return heading.replace(/\s*[¶#🔗]\s*$/u, '')
}

function section(title: string, sentences: readonly Sentence[]): Section {
  const first = sentences[0]
  const last = sentences.at(-1)
  if (first === undefined || last === undefined) throw new Error('A section without sentences')
  return { title, pages: [first.page, last.page], from: first.id, to: last.id + 1 }
}
