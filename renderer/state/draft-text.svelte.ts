/**
 * Longest text that is laid out in the box, in UTF-16 units. Chromium lays out a text box as one piece: twenty thousand
 * characters take a few milliseconds for each key, a million take seconds.
 */
const TYPED_MAX = 20_000
/** From here on a text is a document, not a few words: only that much at once is kept aside. */
const LONG = 1000
const BETWEEN = '\n\n'

/** Two texts as paragraphs of one. */
export function joined(first: string, second: string): string {
  return first === '' || second === '' ? first + second : first + BETWEEN + second
}

/** What is in the composer: what was typed, and in front of it what was too long to be shown there. */
export class DraftText {
  readonly #onChange: (whole: string) => void
  #folded = $state.raw('')
  #typed = $state.raw('')
  #isTouched = false

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
    return joined(this.#folded, this.#typed)
  }

  get isBlank(): boolean {
    return this.#typed.trim() === '' && this.#folded.trim() === ''
  }

  /** Empty, and nothing was typed since it was last emptied by what Agate did: there is no typing to take back. */
  get isUntouched(): boolean {
    return !this.#isTouched && this.whole === ''
  }

  /** Keys go on in a box that is full: putting its text aside between two of them would tear a word. */
  type(text: string): void {
    this.#isTouched = true
    const isAtOnce = text.length - this.#typed.length >= LONG
    if (isAtOnce) this.#split(this.#folded, text)
    else this.#typed = text
    this.#onChange(this.whole)
  }

  /** Takes a pasted text, in place of what is selected, when it is too long for the box. False when the box can have it. */
  paste(text: string, selectionStart = 0, selectionEnd = selectionStart): boolean {
    const rest = this.#typed.slice(0, selectionStart) + this.#typed.slice(selectionEnd)
    if (text.length < LONG || rest.length + text.length <= TYPED_MAX) return false
    this.#folded = joined(this.#folded, text)
    this.#typed = rest
    this.#onChange(this.whole)
    return true
  }

  removeFolded(): void {
    this.#set('', this.#typed)
  }

  clear(): void {
    this.#isTouched = false
    this.#set('', '')
  }

  /** What is kept already. */
  show(whole: string): void {
    if (whole !== this.whole) this.#split('', whole)
  }

  /** In front of what was typed since. */
  putBack(question: string): void {
    this.#set('', joined(question, this.whole))
  }

  #set(folded: string, typed: string): void {
    this.#split(folded, typed)
    this.#onChange(this.whole)
  }

  #split(folded: string, typed: string): void {
    const isLong = typed.length > TYPED_MAX
    this.#folded = isLong ? joined(folded, typed) : folded
    this.#typed = isLong ? '' : typed
  }
}
