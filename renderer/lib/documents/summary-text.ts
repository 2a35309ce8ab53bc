import type { PageUnit } from '../../../shared/model/document.ts'
import type { Citation, Point, Summary } from '../../../shared/model/summary.ts'
import { citeLabel } from './page-words.ts'

/** A summary as Markdown, to be copied: each point with its pages. */
export function summaryText(
  title: string,
  { gist, gistCitations = [], points, sections }: Summary,
  unit: PageUnit,
): string {
  const key = points.length > 0 ? ['## Key points', list(points, unit)] : []
  const outline = sections.flatMap((section) => [`## ${section.title}`, list(section.points, unit)])
  const about = gistCitations.length > 0 ? `${gist} (${pagesOf(gistCitations, unit)})` : gist
  return [`# ${title}`, about, ...key, ...outline].filter((block) => block !== '').join('\n\n')
}

function list(points: readonly Point[], unit: PageUnit): string {
  return points.map((point) => `- ${pointText(point)} (${pagesOf(point.citations, unit)})`).join('\n')
}

function pointText({ text, origin }: Point): string {
  return origin === 'source' ? `“${text}”` : text
}

function pagesOf(citations: readonly Citation[], unit: PageUnit): string {
  return [...new Set(citations.map(({ page }) => citeLabel(unit, page)))].join(', ')
}
