import type { Sentence } from '../sentence.ts'
import { type Claim, claimOf } from './claim.ts'
import { sidesAgree } from './contrasts.ts'
import { isEcho, saysNothing, wordsOfInstructions } from './echo.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { primary } from './languages.ts'
import { isNamed } from './names.ts'
import { negationAgrees } from './negation.ts'
import { isSameQuantity, type Quantity } from './quantities.ts'
import { quotationsStand } from './quotations.ts'
import type { WordWeights } from './word-weights.ts'
import { fold, tokensOf } from './words.ts'

export type GateFault = 'no-ids' | 'support' | 'number' | 'negation' | 'contrast' | 'name' | 'quotation' | 'echo'

export type GateVerdict =
  | {
      readonly ok: true
      /** What the statement rests on: of those it cites, those that are needed; else the one that supports it best. */
      readonly sentences: readonly Sentence[]
      /** Share of what its words say that is in these sentences, 0 to 1; null where another language leaves it unmeasured. */
      readonly support: number | null
    }
  | { readonly ok: false; readonly why: GateFault }

export interface GateOptions {
  /** Every sentence of the document, in order, with `id` as its place. */
  readonly sentences: readonly Sentence[]
  readonly weights: WordWeights
  /** Of the document; BCP 47, or null where it cannot be told. */
  readonly language: string | null
  /** Of the statements, or null for that of the document. */
  readonly writtenIn: string | null
  /** What the model is told besides the document, examples included. */
  readonly instructions: string
  /** Of the document: names in it need no other source. */
  readonly title: string
}

/** A model that does not end has written more than one statement. */
const STATEMENT_CHARACTERS_MAX = 2000
const SUPPORT_MIN = 0.5
/** So many words in a row that are not in the sentences are a statement of their own. */
const FOREIGN_STRETCH = 3
/** What is worded like the instructions has to be worded like the document as well. */
const ECHO_SUPPORT_MIN = 0.8
/** A statement may name what the sentences before it in its paragraph, or the heading above, are about. */
const CONTEXT_SENTENCES = 3
const CITED_MOST = 8
/** A cited sentence that adds less than this to the support is not needed. */
const ADDS_MIN = 0.05

/**
 * Checks statements against the sentences they cite, by words alone: that their words, numbers, names and negations are there.
 * It does not understand either; what passes is worded like its source and agrees with it in what is easiest to get wrong.
 */
export class Gate {
  #options: GateOptions
  #writtenIn: string | null
  #translated: boolean
  #instructions: readonly ReadonlySet<string>[]
  #title: ReadonlySet<string>
  #evidence = new Map<Sentence, Evidence>()
  #withOrders = new Map<Sentence, Evidence>()
  #names: DocumentNames | null = null

  constructor(options: GateOptions) {
    this.#options = options
    this.#writtenIn = options.writtenIn ?? options.language
    this.#translated = options.language !== null && primary(options.language) !== primary(this.#writtenIn)
    this.#instructions = wordsOfInstructions(options.instructions, this.#writtenIn)
    this.#title = new Set(tokensOf(options.title))
  }

  /** `within`: what else may support the statement, when what it cites does not. */
  check(text: string, cited: readonly Sentence[], within: readonly Sentence[]): GateVerdict {
    if (text.length > STATEMENT_CHARACTERS_MAX) return { ok: false, why: 'echo' }
    const claim = claimOf(text, this.#writtenIn, this.#translated)
    if (saysNothing(claim)) return { ok: false, why: 'echo' }
    const named = cited.slice(0, CITED_MOST).map((sentence) => this.#evidenceOf(sentence, claim))
    const fault = named.length === 0 ? 'no-ids' : this.#faultOf(claim, named)
    if (fault === null) return this.#accept(claim, this.#needed(claim, named))
    // In another language no word tells which other sentence it could be.
    const best = this.#translated ? null : this.#best(claim, within)
    if (best !== null && this.#faultOf(claim, [best]) === null) return this.#accept(claim, [best])
    return { ok: false, why: fault }
  }

  #accept(claim: Claim, evidence: readonly Evidence[]): GateVerdict {
    const support = this.#translated ? null : this.#support(claim, evidence)
    return { ok: true, sentences: evidence.map(({ sentence }) => sentence), support }
  }

  #faultOf(claim: Claim, evidence: readonly Evidence[]): GateFault | null {
    if (!this.#translated) {
      const support = this.#support(claim, evidence)
      if (support < ECHO_SUPPORT_MIN && isEcho(claim.words, this.#instructions)) return 'echo'
      if (support < SUPPORT_MIN || hasForeignStretch(claim, evidence)) return 'support'
    } else if (evidence.some(({ isCut }) => isCut)) return 'support'
    if (!claim.quantities.every((one) => isIn(one, evidence))) return 'number'
    if (!this.#negationAgrees(claim, evidence)) return 'negation'
    const sides = evidence.map((each) => each.sides)
    if (!sidesAgree(claim.sides, sides)) return 'contrast'
    const texts = evidence.map(({ sentence }) => sentence.text)
    if (!quotationsStand(claim.quotations, texts)) return 'quotation'
    return this.#namesAreThere(claim, evidence) ? null : 'name'
  }

  #support({ words, quantities }: Claim, evidence: readonly Evidence[]): number {
    const { weights } = this.#options
    const all = weights.sum(words) + quantities.length * weights.ofNumber
    const found = [...words].filter((word) => evidence.some((each) => each.words.has(word)))
    const numbers = quantities.filter((one) => isIn(one, evidence)).length
    return all === 0 ? 0 : (weights.sum(found) + numbers * weights.ofNumber) / all
  }

  #best(claim: Claim, within: readonly Sentence[]): Evidence | null {
    let best: Evidence | null = null
    let most = 0
    for (const sentence of within) {
      const evidence = this.#evidenceOf(sentence, claim)
      const support = this.#support(claim, [evidence])
      if (support > most) [best, most] = [evidence, support]
    }
    return best
  }

  /** The cited sentences without those that add nothing, as long as nothing fails without them. */
  #needed(claim: Claim, evidence: readonly Evidence[]): readonly Evidence[] {
    if (this.#translated || evidence.length === 1) return evidence
    const rest = [...evidence]
    const kept: Evidence[] = []
    while (rest.length > 0) {
      const supports = rest.map((each) => this.#support(claim, [...kept, each]))
      const most = Math.max(...supports)
      if (kept.length > 0 && most - this.#support(claim, kept) < ADDS_MIN) break
      kept.push(...rest.splice(supports.indexOf(most), 1))
    }
    if (this.#faultOf(claim, kept) !== null) return evidence
    return evidence.filter((each) => kept.includes(each))
  }

  #negationAgrees(claim: Claim, evidence: readonly Evidence[]): boolean {
    if (!this.#translated) return negationAgrees(claim, evidence)
    return claim.negations.length > 0 === evidence.some(({ negations }) => negations.length > 0)
  }

  #namesAreThere(claim: Claim, evidence: readonly Evidence[]): boolean {
    const { names } = claim
    if (names.length === 0) return true
    const said = new Set([...this.#title, ...evidence.flatMap(({ tokens }) => [...tokens])])
    const missing = names.filter(
      ({ word, first }) => !isNamed(word, said) && !(first && (this.#translated || this.#isCommon(word))),
    )
    if (missing.length === 0) return true
    // A name that is not in a sentence which names something else is taken for another name put in its place.
    const own = new Set(names.map(({ word }) => word))
    if (evidence.some((each) => each.names.some(({ word, first }) => !first && !isNamed(word, own)))) return false
    const around = new Set(this.#contextOf(evidence, claim).flatMap(({ tokens }) => [...tokens]))
    return missing.every(({ word }) => isNamed(word, around))
  }

  /** At the beginning any word has a capital letter: it is no name when the document writes it with a small one. */
  #isCommon(word: string): boolean {
    this.#names ??= new DocumentNames(this.#options.sentences)
    return this.#names.isCommon(word)
  }

  #contextOf(evidence: readonly Evidence[], claim: Claim): Evidence[] {
    const { sentences } = this.#options
    return evidence.flatMap(({ sentence: { id, block } }) => {
      const before = sentences.slice(Math.max(0, id - CONTEXT_SENTENCES), id).filter((each) => each.block === block)
      const heading = sentences.slice(0, id).findLast(({ kind }) => kind === 'heading')
      return [...before, ...(heading === undefined ? [] : [heading])].map((other) => this.#evidenceOf(other, claim))
    })
  }

  #evidenceOf(sentence: Sentence, { givesOrder }: Claim): Evidence {
    const known = givesOrder ? this.#withOrders : this.#evidence
    const evidence = known.get(sentence) ?? evidenceOf(sentence, this.#options.language, givesOrder)
    known.set(sentence, evidence)
    return evidence
  }
}

/** Half a sentence from elsewhere stands in one piece; the other words of a paraphrase are spread. */
function hasForeignStretch({ words }: Claim, evidence: readonly Evidence[]): boolean {
  let stretch = 0
  for (const word of words) {
    stretch = evidence.some((each) => each.words.has(word)) ? 0 : stretch + 1
    if (stretch >= FOREIGN_STRETCH) return true
  }
  return false
}

function isIn(quantity: Quantity, evidence: readonly Evidence[]): boolean {
  return evidence.some(({ quantities }) => quantities.some((other) => isSameQuantity(quantity, other)))
}

/** Which words a document writes with small letters. */
class DocumentNames {
  #small = new Set<string>()

  constructor(sentences: readonly Sentence[]) {
    for (const { text } of sentences) {
      for (const word of text.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu) ?? []) this.#small.add(fold(word))
    }
  }

  isCommon(word: string): boolean {
    return isNamed(word, this.#small)
  }
}
