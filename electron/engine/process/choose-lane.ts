import type { Urgency } from '../priority.ts'

/** A sequence of the context, as seen from the outside: what it holds. */
export interface Lane {
  /** The one that it was last used for; undefined where that was said of none. */
  conversation: string | undefined
  /** Tokens it holds, and how many of them at the beginning are those of `prompt`. */
  held(prompt: readonly number[]): { readonly length: number; readonly common: number }
}

/** What a job is going to do with its lane. */
export interface LaneWish {
  readonly priority: Urgency
  readonly prompt: readonly number[]
  readonly conversation: string | undefined
}

/** A lane that nobody uses; the smaller `lastUsed`, the longer ago somebody did. */
interface FreeLane {
  readonly lane: Lane
  readonly lastUsed: number
}

/** A lane that holds mostly the beginning of the prompt is continued; else its contents are worth keeping. */
const CONTINUES = 0.5
/** Background work begins again and again with the same instructions: a lane that holds so many tokens of them is taken. */
const INSTRUCTIONS = 64

/**
 * The lane that the conversation was last in, however little of it is still the same: what followed an edited message is
 * of no more use. Else the one that holds the beginning of the prompt, for background work also one with only its
 * instructions; else an empty one; else one whose contents are of no more use; else the one that was not used for the
 * longest time. Null: none is free.
 */
export function chooseLane<Free extends FreeLane>(wish: LaneWish, free: readonly Free[]): Free | null {
  const { priority, prompt, conversation } = wish
  const measured = free.map((slot) => ({ slot, ...slot.lane.held(prompt) }))
  const own = measured.filter(({ slot }) => conversation !== undefined && slot.lane.conversation === conversation)
  const continued = measured.filter(({ length, common }) => {
    const instructed = priority === 'background' && common >= INSTRUCTIONS
    return instructed || (common > 0 && common >= length * CONTINUES)
  })
  const empty = measured.filter(({ length }) => length === 0)
  const oldest = [...measured].sort((a, b) => a.slot.lastUsed - b.slot.lastUsed)
  return (withMost(own) ?? withMost(continued) ?? empty[0] ?? oldest[0])?.slot ?? null
}

/** The one that holds most of the prompt. */
function withMost<Measured extends { readonly common: number }>(lanes: readonly Measured[]): Measured | undefined {
  return [...lanes].sort((a, b) => b.common - a.common)[0]
}
