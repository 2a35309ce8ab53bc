/** Earlier questions that are listed; the arrow keys reach more. */
const LISTED = 3

/** The earlier questions, latest first, and which of them is in the field. */
export class Recall {
  #questions = $state.raw<readonly string[]>([])
  /** -1 for none. */
  #at = $state(-1)

  get listed(): readonly string[] {
    return this.#questions.slice(0, LISTED)
  }

  load(questions: readonly string[]): void {
    this.#questions = questions
  }

  /** What is in the field is an earlier question, as it was. */
  holds(typed: string): boolean {
    return this.#at >= 0 && typed === this.#questions[this.#at]
  }

  choose(question: string): void {
    this.#at = this.#questions.indexOf(question)
  }

  /** An earlier question than the one in the field, or a later one again; after the latest the field is empty. */
  other(step: 1 | -1, typed: string): string {
    const current = this.holds(typed) ? this.#at : -1
    this.#at = Math.min(this.#questions.length - 1, current + step)
    return this.#questions[this.#at] ?? ''
  }

  clear(): void {
    this.#at = -1
  }
}
