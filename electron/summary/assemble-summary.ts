import type { ReadDocument } from '../../shared/model/document.ts'
import { type Summary, SUMMARY_FORMAT } from '../../shared/model/summary.ts'
import type { SummaryWish } from '../../shared/model/summary-job.ts'
import type { TokenSums } from './asker.ts'
import { LENGTHS } from './lengths.ts'
import type { Note } from './note.ts'
import type { Plan } from './plan-document.ts'
import { pointOf } from './point.ts'
import { type ReadPart, sectionPoints } from './section-points.ts'
import { sectionsOf } from './sections.ts'
import type { SummaryModel } from './summary-work.ts'
import { isLost } from './unreadable-pages.ts'
import { gistText } from './write-gist.ts'

export interface Findings {
  readonly plan: Plan
  readonly parts: readonly ReadPart[]
  readonly gist: readonly Note[]
  readonly points: readonly Note[]
  readonly tokens: TokenSums
  readonly seconds: number
}

/** The summary as far as it goes. */
export function assembleSummary(
  document: ReadDocument,
  wish: SummaryWish,
  model: SummaryModel,
  { plan, parts, gist, points, tokens, seconds }: Findings,
): Summary {
  const { name, sha256, kind, pages, headings } = document
  const done = parts.filter(({ notes }) => notes !== null).length
  const sections = sectionsOf(plan.sentences, headings, plan.parts)
  const { perPart } = LENGTHS[wish.length]
  return {
    format: SUMMARY_FORMAT,
    document: { name, sha256, kind, pages: pages.length },
    pages: pages.map(({ page, verdict, why, words }) => ({ page, verdict, ...(why === null ? {} : { why }), words })),
    parts: { total: parts.length, done },
    complete: done === parts.length && !pages.some(isLost),
    ...(wish.mode === 'overview' ? { mode: wish.mode } : {}),
    gist: gistText(gist),
    ...(gist.length > 0 ? { gistCitations: gist.flatMap((note) => pointOf(note, plan.sentences).citations) } : {}),
    points: points.map((note) => pointOf(note, plan.sentences)),
    sections: sectionPoints(sections, parts, [...gist, ...points], { pages, perPart }, plan),
    model: { name: model.name, sha256: model.sha256 },
    tokens,
    seconds,
  }
}
