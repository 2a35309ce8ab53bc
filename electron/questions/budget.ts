/** Tokens that each piece of a prompt may take. */
export interface Budget {
  /** Numbered sentences: about eight passages. Reading more costs time and answers no better. */
  readonly sentences: number
  /** Earlier turns. */
  readonly earlier: number
  readonly answer: number
}

const ANSWER_MAX = 400
const EARLIER_MAX = 400
const SENTENCES_MAX = 2140
/** Kept free: the template's own tokens, and what counting by pieces is off. */
const RESERVE = 0.05
/** Fewer tokens hold no passage. */
const SENTENCES_MIN = 200

/** How a context is shared out when instructions and question take `fixedTokens`; null when too little is left for sentences. */
export function budgetFor(contextSize: number, fixedTokens: number): Budget | null {
  const answer = Math.min(ANSWER_MAX, Math.floor(contextSize / 8))
  const earlier = Math.min(EARLIER_MAX, Math.floor(contextSize / 10))
  const left = Math.floor(contextSize * (1 - RESERVE)) - fixedTokens - answer - earlier
  if (left < SENTENCES_MIN) return null
  return { answer, earlier, sentences: Math.min(SENTENCES_MAX, left) }
}
