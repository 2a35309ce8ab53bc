import { isNamed, namesIn } from '../summary/gate/names.ts'
import { tokensOf } from '../summary/gate/words.ts'
import type { SourceSentence } from './source-sentence.ts'
import { languageByStopWords } from './stop-words.ts'

/** Whether a statement on these sentences can be an answer to the question, whatever else is true of it. */
export type CanAnswer = (text: string, on: readonly SourceSentence[]) => boolean

const QUESTION = /[?？؟]["”’»)]*$/u

/** “It” is what the sentences before are about. */
const CONTEXT_SENTENCES = 3

/**
 * A question in return is no answer. Nor is a statement on something else of the same kind: where a shown sentence names what the
 * question names, as “the bridge at Ely” does, a statement has to name it as well; or its sentence, which names nothing else, to
 * stand behind one that does. `shown`: as the model was shown them, in order.
 */
export function canAnswer(question: string, shown: readonly SourceSentence[]): CanAnswer {
  const language = languageByStopWords(question, null)
  const namesOf = (text: string) => namesIn(text, language, false).flatMap(({ word, first }) => (first ? [] : [word]))
  const names = namesOf(question)
  const most = Math.max(0, ...shown.map(({ text }) => countIn(names, [text])))
  const about = (sentence: SourceSentence) =>
    namesOf(sentence.text).length > 0 ? [sentence.text] : [sentence.text, ...before(sentence, shown)]
  return (text, on) => !QUESTION.test(text) && (most === 0 || countIn(names, [text, ...on.flatMap(about)]) >= most)
}

/** What stands before it on its page. */
function before(sentence: SourceSentence, shown: readonly SourceSentence[]): string[] {
  const at = shown.indexOf(sentence)
  const near = shown.slice(Math.max(0, at - CONTEXT_SENTENCES), at)
  return near.flatMap(({ documentId, page, text }) =>
    documentId === sentence.documentId && page === sentence.page ? text : [],
  )
}

/** How many of the names stand in the texts. */
function countIn(names: readonly string[], texts: readonly string[]): number {
  const there = new Set(texts.flatMap((text) => tokensOf(text)))
  return names.filter((name) => isNamed(name, there)).length
}
