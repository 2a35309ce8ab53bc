import type { PageText } from '../../shared/model/attachment.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import type { FoundPassage, PassageStore, Place } from '../storage/passage-store.ts'
import type { SourceSentence } from './source-sentence.ts'

/** More than fit into a prompt: their sentences have to be counted. */
const PASSAGES_MAX = 12
/** Documents with no more passages are read whole, whatever the words of the question. */
const WHOLE_MAX = 8

export interface FoundText {
  /** Best first; each with its sentences in order. */
  readonly passages: readonly (readonly SourceSentence[])[]
  /** Nothing is left out: the documents have no other passages. */
  readonly isAll: boolean
}

export interface PassageTools {
  readonly passages: PassageStore
  readonly documents: DocumentStore
}

/** The passages that are worth reading for these words. */
export function findPassages(documentIds: readonly string[], words: readonly string[], tools: PassageTools): FoundText {
  const found = tools.passages.search(documentIds, words, PASSAGES_MAX)
  const isAll = tools.passages.count(documentIds) <= WHOLE_MAX
  const rest = isAll ? tools.passages.beginnings(documentIds, WHOLE_MAX).filter((other) => !isAmong(found, other)) : []
  return { passages: withText([...found, ...rest], tools.documents), isAll }
}

/** The passages that documents begin with. */
export function beginnings(documentIds: readonly string[], tools: PassageTools): FoundText {
  const passages = tools.passages.beginnings(documentIds, PASSAGES_MAX)
  return { passages: withText(passages, tools.documents), isAll: passages.length === tools.passages.count(documentIds) }
}

function isAmong(passages: readonly FoundPassage[], { id }: FoundPassage): boolean {
  return passages.some((other) => other.id === id)
}

/** Without what went in the meantime with its document. */
function withText(passages: readonly FoundPassage[], documents: DocumentStore): SourceSentence[][] {
  const pages = new Map<string, PageText | null>()
  const pageOf = (documentId: string, page: number) => {
    const key = `${documentId} ${page}`
    const found = pages.get(key) ?? documents.page(documentId, page)
    pages.set(key, found)
    return found
  }
  const sentenceAt = (documentId: string, { page, from, to }: Place): SourceSentence => {
    const { text = '', headings = [] } = pageOf(documentId, page) ?? {}
    const isHeading = headings.some(({ offset }) => offset === from)
    return { documentId, page, from, to, text: text.slice(from, to), isHeading }
  }
  return passages
    .map(({ documentId, sentences }) =>
      sentences.map((place) => sentenceAt(documentId, place)).filter(({ text }) => text !== ''),
    )
    .filter((sentences) => sentences.length > 0)
}
