import { Recall } from './recall.svelte.ts'

/** What is typed in the quick window: the question, or the next one under an answer; and the questions from before. */
export class QuickTyped {
  readonly #recall = new Recall()
  #text = $state('')
  /** It was asked, and is in the field again to be changed. */
  #askedBefore = ''
  /** Somebody went away from it with Esc. */
  #isLeft = false

  get text(): string {
    return this.#text
  }
  set text(text: string) {
    this.#text = text
    this.#isLeft = false
  }
  get recent(): readonly string[] {
    return this.#recall.listed
  }
  /** It is an earlier question, as it was. */
  get isRecalled(): boolean {
    return this.#recall.holds(this.#text)
  }
  /** Nobody has asked it yet, so that it is nowhere else. */
  get isUnfinished(): boolean {
    return this.#text.trim() !== '' && this.#text !== this.#askedBefore && !this.isRecalled
  }
  /** What is typed next may take its place. */
  get isReplaceable(): boolean {
    return this.#isLeft || !this.isUnfinished
  }

  clear(): void {
    this.text = ''
    this.#recall.clear()
  }

  leave(): void {
    this.#isLeft = true
  }

  /** A question that was not taken, in front of what was typed since. */
  putBack(question: string): void {
    this.text = this.#text === '' ? question : `${question}\n\n${this.#text}`
  }

  /** A question that was taken, to be changed and asked again. */
  askAgain(question: string): void {
    this.#askedBefore = question
    this.putBack(question)
  }

  loadRecent(questions: readonly string[]): void {
    this.#recall.load(questions)
  }

  recall(question: string): void {
    this.text = question
    this.#recall.choose(question)
  }

  /** An earlier question than the one in the field, or a later one again. */
  recallOther(step: 1 | -1): void {
    this.text = this.#recall.other(step, this.#text)
  }
}
