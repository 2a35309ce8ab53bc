import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import type { AnswerEnd, AnswerEvent, AskedQuestion } from '../chat/answer.ts'
import { tooLong } from '../chat/answer-from-history.ts'
import { NOTHING_OMITTED } from '../chat/history.ts'
import { isRefusal, replyEnd } from '../chat/reply-end.ts'
import type { Engine } from '../engine/engine.ts'
import { CheckedAnswer } from './checked-answer.ts'
import type { DocumentsAsked } from './documents-asked.ts'
import { earlierTurns } from './earlier-turns.ts'
import { EngineMissing, withoutEngine } from './engine-missing.ts'
import type { FoundText } from './find-passages.ts'
import { fitPrompt, type FittedPrompt, type TooLong } from './fit-prompt.ts'
import { isAbout } from './nearest.ts'
import { notFound } from './not-found.ts'
import { canAnswer } from './relevance.ts'
import { searchWords } from './search-words.ts'
import type { SourceSentence } from './source-sentence.ts'
import { supportIn } from './support.ts'
import { ANSWER_SAMPLING, writeAnswer } from './write-answer.ts'

export interface PassageQuestion {
  readonly question: AskedQuestion
  readonly asked: DocumentsAsked
  readonly found: FoundText
  /** How the answer comes about, but for what it rests on. */
  readonly aboutOf: (shown: Shown) => AboutAnswer
}

/** What the model is given. */
export interface Shown {
  readonly sentences: readonly SourceSentence[]
  /** It is all text of the documents. */
  readonly isAll: boolean
}

export type AboutAnswer = Pick<DocumentAnswer, 'from' | 'scanOffered' | 'searched'>

/** What the passages say, statement by statement as each is checked. */
export async function* answerFromPassages(
  wish: PassageQuestion,
  engine: Engine,
  marker: string,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, AnswerEnd, undefined> {
  const { found, aboutOf } = wish
  if (found.passages.length === 0) return yield* notFound(wish, aboutOf({ sentences: [], isAll: found.isAll }), [])
  const prompt = await promptFor(wish, engine, marker, signal)
  if (prompt === null) return withoutEngine(engine, signal)
  if ('limit' in prompt) return { refusal: tooLong(prompt.promptTokens, prompt.limit) }
  return yield* answered(wish, prompt, engine, signal)
}

/** Null when the engine cannot count. */
async function promptFor(
  { question, asked, found }: PassageQuestion,
  engine: Engine,
  marker: string,
  signal: AbortSignal,
): Promise<FittedPrompt | TooLong | null> {
  const count = async (texts: readonly string[]) => {
    const counts = await engine.countTokens(texts, signal)
    if (counts === null) throw new EngineMissing()
    return counts
  }
  const { text, history } = question
  const { names, ids: documentIds } = asked
  const wish = { question: text, names, documentIds, passages: found.passages, earlier: earlierTurns(history), marker }
  try {
    // It has loaded its model once it has counted; before that the size of the context is not known.
    await count([text])
    const { contextSize } = engine.status()
    return contextSize === null ? null : await fitPrompt(wish, contextSize, count)
  } catch (error) {
    if (error instanceof EngineMissing) return null
    throw error
  }
}

async function* answered(
  wish: PassageQuestion,
  { turns, sentences, isAll, maxTokens }: FittedPrompt,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, AnswerEnd, undefined> {
  const { text: question, history } = wish.question
  // What was found may be all there is, and yet more than the model can be given.
  const about = wish.aboutOf({ sentences, isAll: wish.found.isAll && isAll })
  const titles = wish.asked.attachments.map(({ name }) => name).join(' ')
  const answer = new CheckedAnswer({
    sentences,
    check: supportIn(sentences, question, titles),
    isRelevant: isAbout(question, searchWords(question, history), sentences),
    canAnswer: canAnswer(question, sentences),
  })
  const request = { turns, systemPrompt: '', sampling: { ...ANSWER_SAMPLING, maxTokens }, priority: 'chat' } as const
  const grown = function* (text: string): Generator<AnswerEvent> {
    const fromDocuments = { ...about, citations: [...answer.citations], found: true }
    yield { type: 'from-documents', fromDocuments }
    yield { type: 'text', text }
  }
  const end = yield* writeAnswer(engine, request, answer, grown, signal)
  if (isRefusal(end)) return { refusal: { ok: false, error: { code: end.reason, message: end.message } } }
  if (end.reason === 'prompt-too-long') return { refusal: tooLong(end.promptTokens, end.limit) }
  if (answer.citations.length === 0 && !signal.aborted && 'tokens' in end) yield* notFound(wish, about, sentences)
  return { reply: replyEnd(end, NOTHING_OMITTED, signal.reason) }
}
