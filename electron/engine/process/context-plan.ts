/** Tried in turn until one fits into memory; never more than the model was trained for. */
const CONTEXT_SIZES = [131_072, 65_536, 32_768, 16_384, 8192, 4096, 2048, 1024]
/** Nobody's conversation is longer by default, and beyond this the memory of long contexts is better left free. */
const DEFAULT_MOST = 8192
const SEQUENCES_MOST = 4
/** Further conversations side by side are a comfort: all of them together may take this share of what is free. */
const COMFORT_SHARE = 0.25

export interface ContextWish {
  /** Tokens the model was trained to read at once. */
  readonly trained: number
  /** Tokens the settings ask for; null: as many as are useful. */
  readonly asked: number | null
  /** Tokens the rung allows; null: any number. */
  readonly most: number | null
}

export interface ContextPlan {
  /** Tokens of each sequence. */
  readonly contextSize: number
  readonly sequences: number
}

/** Bytes that a context of this shape takes where its memory is short: on the card, or else in the computer. */
export type ContextCost = (plan: ContextPlan) => Promise<number>

/** What is to be tried, largest first: the wish, then what is left when its memory cannot be had. */
export function contextSizes({ trained, asked, most }: ContextWish): [number, ...number[]] {
  const wished = Math.min(asked ?? DEFAULT_MOST, trained, most ?? trained)
  return [wished, ...CONTEXT_SIZES.filter((size) => size < wished)]
}

/**
 * The context that fits into `freeBytes`: as long as possible for one conversation, then as many conversations side
 * by side as are cheap. When nothing fits by the figures the smallest is tried anyway: they are estimates.
 */
export async function planContext(wish: ContextWish, cost: ContextCost, freeBytes: number): Promise<ContextPlan> {
  let contextSize = 0
  for (contextSize of contextSizes(wish)) {
    if ((await cost({ contextSize, sequences: 1 })) <= freeBytes) break
  }
  for (let sequences = SEQUENCES_MOST; sequences > 1; sequences -= 1) {
    if ((await cost({ contextSize, sequences })) <= freeBytes * COMFORT_SHARE) return { contextSize, sequences }
  }
  return { contextSize, sequences: 1 }
}

/** The next smaller plan, after one that could not be had; null when there is none. */
export function smallerPlan(wish: ContextWish, { contextSize, sequences }: ContextPlan): ContextPlan | null {
  if (sequences > 1) return { contextSize, sequences: 1 }
  const smaller = contextSizes(wish).find((size) => size < contextSize)
  return smaller === undefined ? null : { contextSize: smaller, sequences: 1 }
}
