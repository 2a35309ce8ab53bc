import type { Sentence } from '../sentence.ts'
import { type Sides, sidesIn } from './contrasts.ts'
import { type Name, namesIn } from './names.ts'
import { type Negation, negationsIn } from './negation.ts'
import { orderedAt } from './orders.ts'
import { type Quantity, quantitiesIn, spacedThousands } from './quantities.ts'
import { contentWords, tokensOf } from './words.ts'

/** What a sentence says, as far as a statement can be checked against it. */
export interface Evidence {
  readonly sentence: Sentence
  readonly words: ReadonlySet<string>
  /** Every word as it is written, folded: names are looked for among them. */
  readonly tokens: ReadonlySet<string>
  readonly quantities: readonly Quantity[]
  readonly negations: readonly Negation[]
  readonly names: readonly Name[]
  readonly sides: Sides
  /** It orders somebody to say something, which is left out here. */
  readonly isCut: boolean
}

/** `orders`: what it orders somebody to say is evidence too, for a statement that tells of the order. */
export function evidenceOf(sentence: Sentence, language: string | null, orders: boolean): Evidence {
  const order = orders ? null : orderedAt(sentence.text)
  const text = sentence.text.slice(0, order ?? undefined)
  return {
    sentence,
    isCut: order !== null,
    words: new Set(contentWords(text, language)),
    tokens: new Set(tokensOf(text)),
    quantities: [...quantitiesIn(text, language), ...spacedThousands(text, language)],
    negations: negationsIn(text, language),
    names: namesIn(text, language, false),
    sides: sidesIn(text, language),
  }
}
