import type { SummaryLength } from '../../shared/model/summary-length.ts'

/** How much of each there is, at the most. Notes are the same for all lengths. */
export const LENGTHS: Readonly<Record<SummaryLength, { gist: number; points: number; perPart: number }>> = {
  short: { gist: 1, points: 4, perPart: 1 },
  medium: { gist: 3, points: 7, perPart: 3 },
  long: { gist: 4, points: 12, perPart: 10 },
}
