/** A sentence of a document, word for word. */
export interface Sentence {
  /** From 0, in the order of the document, without gaps. */
  readonly id: number
  readonly page: number
  /** Where it stands in the text of its page, in UTF-16 code units. */
  readonly from: number
  readonly to: number
  readonly text: string
}
