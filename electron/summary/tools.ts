import type { Asker } from './asker.ts'
import type { Budget } from './budget.ts'
import type { WorkShelf } from './kept-work.ts'
import type { Sentence } from './sentence.ts'

/** What judges statements and sentences, without the model. */
export interface Judge {
  /** The sentences that a statement rests on, best those it cites; null when nothing among `within` supports it. */
  readonly check: (text: string, cited: readonly Sentence[], within: readonly Sentence[]) => readonly Sentence[] | null
  /** The sentences that say most, in the order of the document. */
  readonly keySentences: (among: readonly Sentence[], count: number) => readonly Sentence[]
}

/** What every step of one summary works with. */
export interface Tools extends Judge {
  readonly asker: Asker
  readonly shelf: WorkShelf
  readonly budget: Budget
  /** Of the document. */
  readonly fence: string
  /** A line of the prompts. */
  readonly language: string
  /** Every sentence of the document, by its id. */
  readonly sentences: readonly Sentence[]
}
