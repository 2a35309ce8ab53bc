import type { Page } from '../../shared/model/document.ts'
import type { PageRange, SummarySection } from '../../shared/model/summary.ts'
import { quoteOf } from './near-quotation.ts'
import type { Note } from './note.ts'
import type { Part } from './part.ts'
import type { Plan } from './plan-document.ts'
import { pointOf } from './point.ts'
import { SaidBefore } from './said-before.ts'
import type { Section } from './sections.ts'
import { spread } from './spread.ts'
import type { Sentence } from './sentence.ts'

/** “Lines 1–77” and “Lines 540–617” are “Lines 1–617”. */
const RANGE = /^(\D*)(\d+)–(\d+)$/u

export interface ReadPart {
  readonly part: Part
  /** Null until it is read. */
  readonly notes: readonly Note[] | null
}

/**
 * The outline with its points, `perPart` at the most for each part that begins in a section, and none that was said before,
 * in `told` or in another section. A section of which all is read and that has no other note gets its key sentence; it
 * has none when everything in it was said before, and one that is not read has none yet.
 */
export function sectionPoints(
  sections: readonly Section[],
  parts: readonly ReadPart[],
  told: readonly Note[],
  { pages, perPart }: { readonly pages: readonly Page[]; readonly perPart: number },
  { sentences: all, judge }: Pick<Plan, 'sentences' | 'judge'>,
): SummarySection[] {
  const notes = parts.flatMap((each) => each.notes ?? [])
  const unread = new Set(parts.flatMap(({ part, notes }) => (notes === null ? part.sentences.map(({ id }) => id) : [])))
  const said = new SaidBefore<Note>()
  for (const note of told) said.add(note)
  const isNew = (note: Note) => said.find(note) === null
  return sections.flatMap((section): SummarySection[] => {
    const within = (id = -1) => id >= section.from && id < section.to
    const begun = parts.filter(({ part }) => within(part.sentences[0]?.id)).length
    const own = notes.filter(({ sentences }) => within(sentences[0]))
    const sentences = all.slice(section.from, section.to)
    const read = !sentences.some(({ id }) => unread.has(id))
    const citable = citableOf(sentences)
    // Signs without a letter say nothing.
    if (citable.length === 0 && own.length === 0 && read) return []
    const chosen = spread(own.filter(isNew), perPart * Math.max(1, begun))
    const rest = chosen.length === 0 && read ? citable.map(quoteOf).filter(isNew) : []
    const key = judge.keySentences(
      rest.flatMap((note) => all[note.sentences[0] ?? -1] ?? []),
      1,
    )
    const shown = [...chosen, ...key.map(quoteOf)]
    for (const note of shown) said.add(note)
    const title = section.title === '' ? labelOf(section.pages, pages) : section.title
    return [{ title, pages: section.pages, points: shown.map((note) => pointOf(note, all)) }]
  })
}

function citableOf(sentences: readonly Sentence[]): readonly Sentence[] {
  const body = sentences.filter(({ kind }) => kind === 'prose' || kind === 'row')
  return body.length > 0 ? body : sentences.filter(({ kind }) => kind === 'heading')
}

function labelOf([first, last]: PageRange, pages: readonly Page[]): string {
  const label = (number: number) => pages[number - 1]?.label ?? ''
  const [from, to] = [label(first), label(last)]
  const [, before, start] = RANGE.exec(from) ?? []
  const [, after, , end] = RANGE.exec(to) ?? []
  if (before !== undefined && before === after) return `${before}${start ?? ''}–${end ?? ''}`
  return first === last ? from : `${from} – ${to}`
}
