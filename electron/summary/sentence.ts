/**
 *   prose    a sentence, or a piece of one that is too long
 *   row      a line of a table, of code, or of another text that is made of lines
 *   heading  belongs to its part and to its outline; cited only where there is nothing else
 *   filler   an entry of a table of contents, or signs without a letter: belongs to its part, and is neither given to the
 *            model nor counted in tokens
 */
export type SentenceKind = 'prose' | 'row' | 'heading' | 'filler'

/** A sentence of a document, word for word. */
export interface Sentence {
  /** From 0, in the order of the document, without gaps. */
  readonly id: number
  readonly page: number
  /** Where it stands in the text of its page, in UTF-16 code units. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly kind: SentenceKind
  /** The paragraph, table or piece of code it belongs to; from 0, rising. A paragraph that runs over a page end is two. */
  readonly block: number
}
