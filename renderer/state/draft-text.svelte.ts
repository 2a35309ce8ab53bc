/**
 * Longest text that is laid out in the box, in UTF-16 units. Chromium lays out a text box as one piece: twenty thousand
 * characters take a few milliseconds for each key, a million take seconds.
 */
const TYPED_MAX = 20_000
const BETWEEN = '\n\n'

/** What is in the composer: what was typed, and in front of it what was too long to be shown there. */
export class DraftText {
  readonly #onChange: (whole: string) => void
  #folded = $state.raw('')
  #typed = $state.raw('')

  constructor(whole: string, onChange: (whole: string) => void) {
    this.#onChange = onChange
    this.#split('', whole)
  }

  /** A long text that is kept aside; it is sent before what is typed. */
  get folded(): string {
    return this.#folded
  }

  get typed(): string {
    return this.#typed
  }

  get whole(): string {
    if (this.#folded === '' || this.#typed === '') return this.#folded + this.#typed
    return this.#folded + BETWEEN + this.#typed
  }

  get isBlank(): boolean {
    return this.#typed.trim() === '' && this.#folded.trim() === ''
  }

  type(text: string): void {
    this.#set(this.#folded, text)
  }

  /** Takes a pasted text when it is too long for the box. False when the box can have it. */
  paste(text: string): boolean {
    if (text.length + this.#typed.length <= TYPED_MAX) return false
    this.#set(this.#folded === '' ? text : this.#folded + BETWEEN + text, this.#typed)
    return true
  }

  removeFolded(): void {
    this.#set('', this.#typed)
  }

  clear(): void {
    this.#set('', '')
  }

  /** In front of what was typed since. */
  putBack(question: string): void {
    this.#set('', this.whole === '' ? question : question + BETWEEN + this.whole)
  }

  #set(folded: string, typed: string): void {
    this.#split(folded, typed)
    this.#onChange(this.whole)
  }

  #split(folded: string, typed: string): void {
    const isLong = typed.length > TYPED_MAX
    const between = folded === '' ? '' : BETWEEN
    this.#folded = isLong ? folded + between + typed : folded
    this.#typed = isLong ? '' : typed
  }
}
