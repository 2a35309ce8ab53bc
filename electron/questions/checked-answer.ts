import type { AnswerCitation } from '../../shared/model/document-answer.ts'
import { nearlyQuoted } from '../summary/near-quotation.ts'
import { SaidBefore, type Saying } from '../summary/said-before.ts'
import { Citations } from './citations.ts'
import type { CanAnswer } from './relevance.ts'
import { escapedBrackets, quoted } from './reply-markdown.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { Statement } from './statements.ts'

/** Which sentences a statement rests on, of those it was given for; null when they do not support it. Numbers from 1. */
export type CheckStatement = (text: string, numbers: readonly number[]) => readonly number[] | null

/** A statement as it is shown. */
interface Said extends Pick<Statement, 'text' | 'listed'>, Saying {
  readonly sentences: readonly number[]
}

export interface CheckedAnswerOptions {
  /** As the model was shown them. */
  readonly sentences: readonly SourceSentence[]
  readonly check: CheckStatement
  /** Whether a sentence has anything to do with the question. */
  readonly isRelevant: (sentence: SourceSentence) => boolean
  readonly canAnswer: CanAnswer
}

/** Statements a reply has at most: what comes after is a model that does not end. */
const STATEMENTS_MAX = 40
/** Characters of a statement: what is longer is no statement but a model that goes in circles. */
const STATEMENT_MAX = 600

/** An answer that grows only by what was checked. Markers like [1] in its text name `citations`. */
export class CheckedAnswer {
  readonly #options: CheckedAnswerOptions
  readonly #citations = new Citations()
  readonly #said = new SaidBefore<Said>()
  #last: Said | null = null

  constructor(options: CheckedAnswerOptions) {
    this.#options = options
  }

  get citations(): readonly AnswerCitation[] {
    return this.#citations.all
  }

  get isFull(): boolean {
    return this.#said.size >= STATEMENTS_MAX
  }

  /**
   * What the answer grows by: the statement, when its sentences support it and it can be an answer, as the sentence that it nearly
   * is; else the sentence that it was given for, in quotation marks; else nothing. Of what was said before, only what else it
   * rests on, right behind it.
   */
  take(statement: Statement): string {
    const { sentences, check } = this.#options
    const numbers = statement.numbers.filter((number) => number >= 1 && number <= sentences.length)
    if (this.#isEmptyEcho(statement, numbers)) return ''
    const supporting = statement.text.length > STATEMENT_MAX ? null : check(statement.text, numbers)
    if (supporting !== null) return this.#supported(statement, supporting)
    const source = numbers.find((number) => this.#standsIn(number))
    return source === undefined ? '' : this.#quote(statement, source)
  }

  #supported(statement: Statement, supporting: readonly number[]): string {
    const { canAnswer } = this.#options
    const on = this.#sentencesOf({ sentences: supporting })
    if (!canAnswer(statement.text, on)) return ''
    const quoted = nearlyQuoted(statement.text, on)
    const source = quoted === null ? undefined : supporting[on.indexOf(quoted)]
    if (source !== undefined) return this.#quote(statement, source)
    return this.#add({ ...statement, origin: 'model', sentences: supporting })
  }

  #quote(statement: Statement, number: number): string {
    const text = this.#options.sentences[number - 1]?.text ?? ''
    return this.#add({ ...statement, text, origin: 'source', sentences: [number] })
  }

  /** Whether a sentence may be quoted in the place of a statement that failed. */
  #standsIn(number: number): boolean {
    const sentence = this.#options.sentences[number - 1]
    if (sentence === undefined || sentence.isHeading || !this.#isRelevant(number)) return false
    return this.#options.canAnswer(sentence.text, [sentence])
  }

  /** A heading that was only repeated says nothing, unless it was asked for. */
  #isEmptyEcho({ text }: Statement, numbers: readonly number[]): boolean {
    return numbers.some((number) => {
      const sentence = this.#options.sentences[number - 1]
      return sentence?.isHeading === true && sameWords(sentence.text, text) && !this.#isRelevant(number)
    })
  }

  #isRelevant(number: number): boolean {
    const sentence = this.#options.sentences[number - 1]
    return sentence !== undefined && this.#options.isRelevant(sentence)
  }

  /** Nothing is said twice. */
  #add(said: Said): string {
    const before = this.#said.find(said)
    if (before !== null) return before === this.#last ? this.#furtherMarkers(before, said) : ''
    this.#said.add(said)
    const between = separator(this.#last, said)
    this.#last = said
    const text = said.origin === 'source' ? quoted(said.text) : escapedBrackets(said.text)
    return `${between}${text} ${this.#citations.markers(this.#sentencesOf(said))}`
  }

  #furtherMarkers(before: Said, said: Said): string {
    const known = this.citations.length
    const further = said.sentences.filter((number) => !before.sentences.includes(number))
    const markers = this.#citations.markers(this.#sentencesOf({ sentences: further }))
    return this.citations.length > known ? ` ${markers}` : ''
  }

  #sentencesOf({ sentences }: Pick<Said, 'sentences'>): SourceSentence[] {
    return sentences.flatMap((number) => this.#options.sentences[number - 1] ?? [])
  }
}

function sameWords(one: string, other: string): boolean {
  return wordsOf(one) === wordsOf(other)
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function separator(before: Said | null, next: Said): string {
  if (next.listed) return before === null ? '- ' : before.listed ? '\n- ' : '\n\n- '
  if (before === null) return ''
  return before.listed ? '\n\n' : ' '
}
