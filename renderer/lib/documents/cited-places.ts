import type { Citation, Point, Summary } from '../../../shared/model/summary.ts'
import type { SourcePlace } from '../../state/source-panel.svelte.ts'

export function citedPlaces(documentId: string, citations: readonly Citation[]): SourcePlace[] {
  return citations.map(({ page, quote }) => ({ documentId, page, quote }))
}

/** Each place once, in the order in which it is read. */
export function placesOf(documentId: string, citations: readonly Citation[]): SourcePlace[] {
  const places = citedPlaces(documentId, citations)
  const known = new Map(places.map((place) => [`${place.page} ${place.quote ?? ''}`, place]))
  return [...known.values()]
}

export function citationsOf({ gistCitations = [], points, sections }: Summary): Citation[] {
  return [...gistCitations, ...citationsIn(points), ...sections.flatMap((section) => citationsIn(section.points))]
}

export function citationsIn(points: readonly Point[]): Citation[] {
  return points.flatMap(({ citations }) => citations)
}
