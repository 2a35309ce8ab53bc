import type { AnswerCitation } from '../../shared/model/document-answer.ts'
import { Citations } from './citations.ts'
import { escapedBrackets, quoted } from './reply-markdown.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { Statement } from './statements.ts'

/** Which sentences a statement rests on, of those it was given for; null when they do not support it. Numbers from 1. */
export type CheckStatement = (text: string, numbers: readonly number[]) => readonly number[] | null

export interface CheckedAnswerOptions {
  /** As the model was shown them. */
  readonly sentences: readonly SourceSentence[]
  readonly check: CheckStatement
  /** Whether a sentence has anything to do with the question. */
  readonly isRelevant: (sentence: SourceSentence) => boolean
}

/** Statements a reply has at most: what comes after is a model that does not end. */
const STATEMENTS_MAX = 40
/** Characters of a statement: what is longer is no statement but a model that goes in circles. */
const STATEMENT_MAX = 600

/** An answer that grows only by what was checked. Markers like [1] in its text name `citations`. */
export class CheckedAnswer {
  readonly #options: CheckedAnswerOptions
  readonly #citations = new Citations()
  readonly #said = new Set<string>()
  #last: Statement | null = null

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
   * What the answer grows by: the statement, when its sentences support it; else the sentence that it was given for, in quotation
   * marks; else nothing.
   */
  take(statement: Statement): string {
    const { sentences, check } = this.#options
    const numbers = statement.numbers.filter((number) => number >= 1 && number <= sentences.length)
    const supporting = statement.text.length > STATEMENT_MAX ? null : check(statement.text, numbers)
    if (supporting !== null) return this.#add(statement, escapedBrackets(statement.text), supporting)
    const source = numbers.find((number) => this.#isRelevant(number))
    const sentence = source === undefined ? undefined : sentences[source - 1]
    if (source === undefined || sentence === undefined) return ''
    return this.#add(statement, quoted(sentence.text), [source])
  }

  #isRelevant(number: number): boolean {
    const sentence = this.#options.sentences[number - 1]
    return sentence !== undefined && this.#options.isRelevant(sentence)
  }

  /** Nothing is said twice. */
  #add(statement: Statement, text: string, numbers: readonly number[]): string {
    const key = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
    if (this.#said.has(key)) return ''
    this.#said.add(key)
    const between = separator(this.#last, statement)
    this.#last = statement
    const sentences = numbers.flatMap((number) => this.#options.sentences[number - 1] ?? [])
    return `${between}${text} ${this.#citations.markers(sentences)}`
  }
}

function separator(before: Statement | null, next: Statement): string {
  if (next.listed) return before === null ? '- ' : before.listed ? '\n- ' : '\n\n- '
  if (before === null) return ''
  return before.listed ? '\n\n' : ' '
}
