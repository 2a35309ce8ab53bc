import type { Citation, Point, Summary } from '../../../shared/model/summary.ts'
import type { SourcePlace } from '../../state/source-panel.svelte.ts'

export function citedPlaces(documentId: string, citations: readonly Citation[]): SourcePlace[] {
  return citations.map(({ page, quote }) => ({ documentId, page, quote }))
}

/** What the points rest on, each place once, in the order in which it is read. */
export function placesOf(documentId: string, points: readonly Point[]): SourcePlace[] {
  const places = points.flatMap(({ citations }) => citedPlaces(documentId, citations))
  const known = new Map(places.map((place) => [`${place.page} ${place.quote ?? ''}`, place]))
  return [...known.values()]
}

export function pointsOf({ points, sections }: Summary): Point[] {
  return [...points, ...sections.flatMap((section) => section.points)]
}
