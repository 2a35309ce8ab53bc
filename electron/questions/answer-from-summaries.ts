import type { DocumentInfo } from '../../shared/model/attachment.ts'
import type { AnswerCitation, DocumentAnswer } from '../../shared/model/document-answer.ts'
import type { Citation, Point, Summary } from '../../shared/model/summary.ts'
import type { Answer } from '../chat/answer.ts'
import { Turns } from '../turns.ts'
import { asItIs, escapedBrackets, quoted } from './reply-markdown.ts'

/** A document and its summary, as far as there is one. */
export interface Summarised extends Pick<DocumentInfo, 'id' | 'name' | 'pages'> {
  readonly summary: Summary | null
}

/** What documents are about, from what was made of them before: no retrieval, no model. `others` says what was left out. */
export function answerFromSummaries(documents: readonly Summarised[], others: readonly string[]): Answer {
  return async function* () {
    const citations: AnswerCitation[] = []
    const texts: string[] = []
    const turns = new Turns()
    for (const { id, name, summary } of documents) {
      await turns.give()
      if (summary === null) continue
      const title = documents.length > 1 ? [`**${asItIs(name.trim())}**`] : []
      texts.push([...title, gistOf(summary, id, citations), pointsOf(summary, id, citations)].join('\n\n'))
    }
    const fromDocuments: DocumentAnswer = {
      ...{ citations, from: 'summary', found: true, scanOffered: false },
      searched: [...documents.map((document) => covered(document, documents.length > 1)), ...others].join(' '),
    }
    yield { type: 'from-documents', fromDocuments }
    yield { type: 'text', text: texts.join('\n\n') }
    return { reply: { status: 'complete', endReason: 'end', figures: null } }
  }
}

function gistOf({ gist, gistCitations = [] }: Summary, documentId: string, citations: AnswerCitation[]): string {
  return [escapedBrackets(gist), ...markersOf(gistCitations, documentId, citations)].join(' ')
}

function pointsOf({ points }: Summary, documentId: string, citations: AnswerCitation[]): string {
  const lines = points.map((point) => {
    const markers = markersOf(point.citations, documentId, citations)
    return `- ${textOf(point)} ${markers.join(' ')}`
  })
  return lines.join('\n')
}

function markersOf(cited: readonly Citation[], documentId: string, citations: AnswerCitation[]): string[] {
  return cited.map(({ page, quote }) => `[${citations.push({ documentId, page, quote })}]`)
}

function textOf({ origin, text }: Point): string {
  return origin === 'source' ? quoted(text) : escapedBrackets(text)
}

/** How much of a document its summary speaks for. */
function covered(document: Summarised, several: boolean): string {
  const { name, summary } = document
  const of = several ? ` of “${name}”` : ''
  if (summary === null) return `“${name}” has no summary yet.`
  return `${readFor(summary, of)}${isOlder(summary, document) ? ' Text that was recognised since is not in it.' : ''}`
}

function readFor(summary: Summary, of: string): string {
  const { total, done } = summary.parts
  if (summary.mode === 'overview') return `This is from the quick overview${of}, which reads selected sentences.`
  if (done < total) return `This is from the summary${of} as far as it goes: ${done} of ${total} parts.`
  return `This is from the summary${of}, for which all of its text was read.`
}

/** Pages may be recognised without the summary being made anew: as long as others are, or where that failed. */
function isOlder({ pages }: Summary, document: Summarised): boolean {
  return document.pages.some(({ words }, at) => pages[at]?.words !== words)
}
