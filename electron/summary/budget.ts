import { TEMPLATE_TOKENS } from './asker.ts'

/** How many tokens each kind of call may take, so that prompt and reply fit into the context together. */
export interface Budget {
  /** Text of a part, with the marks of its sentences. */
  readonly part: number
  readonly notes: number
  readonly reply: number
}

/** Tokens of a part where the context is long enough: about 1,200 of text. Parts of twice that take longer, see `docs/decisions/0010`. */
const PART_MOST = 1350
const NOTES_MOST = 2200
const REPLY_MOST = 350
const REPLY_LEAST = 96
/** Path of headings, fence, last line of the question. */
const FRAME = 140
/** Texts are counted one by one, and may have a few tokens more in a row. */
const RESERVE = 0.05

/** `[12] ` and the end of the line. */
export const MARK_TOKENS = 6

/** `instructions`: tokens of the longest beginning of a prompt. */
export function budgetOf(contextSize: number, instructions: number): Budget {
  const reply = Math.max(REPLY_LEAST, Math.min(REPLY_MOST, Math.floor(contextSize / 8)))
  const room = Math.floor((contextSize - instructions - FRAME - TEMPLATE_TOKENS - reply) * (1 - RESERVE))
  return { part: Math.min(PART_MOST, room), notes: Math.min(NOTES_MOST, room), reply }
}
