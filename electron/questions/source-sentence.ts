/** A sentence that the model is shown, word for word as it stands on its page. */
export interface SourceSentence {
  readonly documentId: string
  readonly page: number
  /** Where it stands in the text of its page, in UTF-16 code units. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly isHeading: boolean
}
