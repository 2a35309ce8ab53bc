import type { PageText } from '../../../shared/model/attachment.ts'
import type { PageVerdict } from '../../../shared/model/document.ts'
import { findQuote } from './find-quote.ts'

export interface Evidence {
  readonly isFound: boolean
  readonly text: string
}

/**
 * What can be said about a sentence after looking for it. “Word for word” only when it was found so: on the drawn page,
 * or in the text that was taken out of it.
 */
export function evidenceFor(
  quote: string,
  { label, text }: PageText,
  verdict: PageVerdict | undefined,
  isMarked: boolean | null,
): Evidence {
  const place = label.replace(/^Page /u, 'page ')
  if (isMarked === true) return { isFound: true, text: `Word for word on ${place}` }
  if (findQuote(text, quote) === null) return { isFound: false, text: `Not found word for word on ${place}` }
  if (verdict === 'ocr') return { isFound: true, text: `Word for word in the recognised text of ${place}` }
  // Null: there is no drawing that it could be marked on.
  if (isMarked === null) return { isFound: true, text: `Word for word on ${place}` }
  return { isFound: true, text: `Word for word in the text of ${place}` }
}
