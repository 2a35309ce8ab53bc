import type { PageRange } from '../../shared/model/summary.ts'
import type { Sentence } from './sentence.ts'

/** A stretch that is read at once. All parts together hold every sentence exactly once, in order. */
export interface Part {
  /** From 0. */
  readonly index: number
  /** Headings from the most general to the one it stands under; empty where there are none. */
  readonly path: readonly string[]
  readonly pages: PageRange
  readonly sentences: readonly Sentence[]
  /** Of its sentences alone, as the model's own tokenizer counts them. */
  readonly tokens: number
}
