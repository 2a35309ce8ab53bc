import type { ReadDocument } from '../../shared/model/document.ts'
import type { SummaryEstimate } from '../../shared/model/summary-job.ts'

/** Of English, with the tokenizers of the models in the catalogue. */
const CHARACTERS_PER_TOKEN = 4.3
const PART_TOKENS = 1200
const OVERVIEW_TOKENS = 2400

/** From the length of the text alone: nothing is divided or counted yet. */
export function roughEstimate({ pages }: ReadDocument): { full: SummaryEstimate; overview: SummaryEstimate } {
  const tokens = Math.ceil(pages.reduce((sum, { text }) => sum + text.length, 0) / CHARACTERS_PER_TOKEN)
  const overviewTokens = Math.min(tokens, OVERVIEW_TOKENS)
  return {
    full: { parts: Math.ceil(tokens / PART_TOKENS), tokens, seconds: null },
    overview: { parts: Math.ceil(overviewTokens / PART_TOKENS), tokens: overviewTokens, seconds: null },
  }
}
