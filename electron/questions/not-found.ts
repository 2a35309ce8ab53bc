import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import type { AnswerEnd, AnswerEvent } from '../chat/answer.ts'
import type { AboutAnswer, PassageQuestion } from './answer-from-passages.ts'
import type { DocumentsAsked } from './documents-asked.ts'
import { nearest } from './nearest.ts'
import { asItIs, quoted } from './reply-markdown.ts'
import { searchWords } from './search-words.ts'
import type { SourceSentence } from './source-sentence.ts'

/** That nothing was found, and the sentence that has most of the question's words, where one has. */
export function* notFound(
  { question, asked }: Pick<PassageQuestion, 'question' | 'asked'>,
  about: AboutAnswer,
  sentences: readonly SourceSentence[],
): Generator<AnswerEvent, AnswerEnd, undefined> {
  const near = nearest(searchWords(question.text, question.history), sentences)
  const citations = near === null ? [] : [{ documentId: near.documentId, page: near.page, quote: near.text }]
  const fromDocuments: DocumentAnswer = { ...about, citations, found: false }
  yield { type: 'from-documents', fromDocuments }
  yield { type: 'text', text: `**${verdictOn(asked)}** ${asItIs(about.searched)}${canBeRead(asked) ? '' : WITHOUT}` }
  if (near !== null) yield { type: 'text', text: `\n\nNearest to the question is this: ${quoted(near.text)} [1]` }
  return { reply: { status: 'complete', endReason: 'end', figures: null } }
}

const WITHOUT = ' To ask without it, take it out of this conversation.'

function verdictOn(asked: DocumentsAsked): string {
  if (asked.ids.length === 0) return `There is nothing to answer from${canBeRead(asked) ? ' yet' : ''}.`
  return asked.ids.length === 1 ? 'Not found in this document.' : 'Not found in these documents.'
}

function canBeRead({ attachments }: DocumentsAsked): boolean {
  return attachments.some(({ state }) => state !== 'failed')
}
