import type { Page } from '../../shared/model/document.ts'
import type { PageRange, SummarySection } from '../../shared/model/summary.ts'
import type { Note } from './note.ts'
import type { Part } from './part.ts'
import type { Plan } from './plan-document.ts'
import { pointOf } from './point.ts'
import { quotes } from './read-part.ts'
import type { Section } from './sections.ts'
import { spread } from './spread.ts'
import type { Sentence } from './sentence.ts'

export interface ReadPart {
  readonly part: Part
  /** Null until it is read. */
  readonly notes: readonly Note[] | null
}

/**
 * The outline with its points, `perPart` at the most for each part that begins in a section. One of which all is read and
 * that no note is about gets its key sentence; one that is not read has no points yet.
 */
export function sectionPoints(
  sections: readonly Section[],
  parts: readonly ReadPart[],
  pages: readonly Page[],
  perPart: number,
  { sentences: all, judge }: Pick<Plan, 'sentences' | 'judge'>,
): SummarySection[] {
  const notes = parts.flatMap((each) => each.notes ?? [])
  const unread = new Set(parts.flatMap(({ part, notes }) => (notes === null ? part.sentences.map(({ id }) => id) : [])))
  return sections.flatMap((section): SummarySection[] => {
    const within = (id = -1) => id >= section.from && id < section.to
    const begun = parts.filter(({ part }) => within(part.sentences[0]?.id)).length
    const own = notes.filter(({ sentences }) => within(sentences[0]))
    const chosen = spread(own, perPart * Math.max(1, begun))
    const sentences = all.slice(section.from, section.to)
    const read = !sentences.some(({ id }) => unread.has(id))
    const shown = chosen.length === 0 && read ? quotes(judge.keySentences(citable(sentences), 1)) : chosen
    // Signs without a letter say nothing.
    if (shown.length === 0 && read) return []
    const points = shown.map((note) => pointOf(note, all))
    return [
      { title: section.title === '' ? labelOf(section.pages, pages) : section.title, pages: section.pages, points },
    ]
  })
}

function citable(sentences: readonly Sentence[]): readonly Sentence[] {
  const body = sentences.filter(({ kind }) => kind === 'prose' || kind === 'row')
  return body.length > 0 ? body : sentences.filter(({ kind }) => kind === 'heading')
}

function labelOf([first, last]: PageRange, pages: readonly Page[]): string {
  const label = (number: number) => pages[number - 1]?.label ?? ''
  return first === last ? label(first) : `${label(first)} – ${label(last)}`
}
