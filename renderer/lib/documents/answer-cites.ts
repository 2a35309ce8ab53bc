import type { AnswerCitation } from '../../../shared/model/document-answer.ts'
import type { Documents } from '../../state/documents.svelte.ts'
import type { SourcePanel, SourcePlace } from '../../state/source-panel.svelte.ts'
import { citeIn, citeLabel } from './page-words.ts'

/** A citation as an answer shows it. */
export interface Cite {
  readonly label: string
  readonly quote: string
  readonly isOpen: boolean
  readonly place: SourcePlace
}

/** In the order of the answer's numbers. Where several documents are cited, each says which one. */
export function answerCites(citations: readonly AnswerCitation[], documents: Documents, source: SourcePanel): Cite[] {
  const areSeveral = new Set(citations.map(({ documentId }) => documentId)).size > 1
  return citations.map(({ documentId, page, quote }) => {
    const document = documents.document(documentId)
    const at = document ? citeIn(document, page) : citeLabel('page', page)
    const label = areSeveral && document ? `${short(document.name)}, ${at}` : at
    const place = { documentId, page, quote }
    return { label, quote, place, isOpen: source.isAt(place) }
  })
}

function short(name: string): string {
  const LENGTH = 18
  return name.length > LENGTH ? `${name.slice(0, LENGTH).trimEnd()}…` : name
}
