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
  const place = placeIn(label)
  const at = label.startsWith('Part ') ? `in ${place}` : `on ${place}`
  if (isMarked === true) return { isFound: true, text: `Word for word ${at}` }
  if (findQuote(text, quote) === null) return { isFound: false, text: `Not found word for word ${at}` }
  if (verdict === 'ocr') return { isFound: true, text: `Word for word in the recognised text of ${place}` }
  // Null: there is no drawing that it could be marked on.
  if (isMarked === null) return { isFound: true, text: `Word for word ${at}` }
  return { isFound: true, text: `Word for word in the text of ${place}` }
}

/** “page 12”, “part 3”: what a part begins with stands above it. */
function placeIn(label: string): string {
  return label.replace(/^(?:Page (?=\d)|Part (\d+).*$)/u, (_found, part?: string) => (part ? `part ${part}` : 'page '))
}
