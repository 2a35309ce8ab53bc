import { type Sides, sidesIn } from './contrasts.ts'
import { type Name, namesIn } from './names.ts'
import { type Negation, negationsIn } from './negation.ts'
import { givesOrder } from './orders.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { quotationsIn } from './quotations.ts'
import { contentWords } from './words.ts'

/** A statement of the model, taken apart. */
export interface Claim {
  /** Each once, in order. */
  readonly words: ReadonlySet<string>
  readonly quantities: readonly Quantity[]
  readonly negations: readonly Negation[]
  readonly names: readonly Name[]
  readonly sides: Sides
  readonly quotations: readonly string[]
  readonly givesOrder: boolean
}

export function claimOf(text: string, language: string | null, translated: boolean): Claim {
  return {
    words: new Set(contentWords(text, language)),
    quantities: quantitiesIn(text, language),
    negations: negationsIn(text, language),
    names: namesIn(text, language, translated),
    sides: sidesIn(text, language),
    quotations: quotationsIn(text),
    givesOrder: givesOrder(text),
  }
}
