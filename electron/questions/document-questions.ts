import { randomBytes } from 'node:crypto'
import type { Attachment } from '../../shared/model/attachment.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Summary } from '../../shared/model/summary.ts'
import type { Answer, AnswerEnd, AnswerEvent, AskedQuestion } from '../chat/answer.ts'
import { stoppedBy } from '../chat/reply-end.ts'
import { type AboutAnswer, answerFromPassages, type Shown } from './answer-from-passages.ts'
import { answerFromSummaries } from './answer-from-summaries.ts'
import { documentsAsked, type DocumentsAsked } from './documents-asked.ts'
import { beginnings, findPassages, type FoundText, type PassageTools } from './find-passages.ts'
import type { PassageIndex } from './passage-index.ts'
import { type Route, routeOf } from './route.ts'
import { scanParts, type ScanOptions } from './scan-parts.ts'
import { searchWords } from './search-words.ts'
import { beginningSentence, searchedSentence, unsearched } from './searched.ts'

export interface DocumentQuestionsOptions extends PassageTools, ScanOptions {
  readonly index: PassageIndex
  /** Documents of a conversation, in the order in which they were added. */
  readonly attachments: (conversationId: string) => Attachment[]
  /** The same once none of them waits to be read, or the signal is aborted. */
  readonly allRead: (conversationId: string, signal: AbortSignal) => Promise<Attachment[]>
  readonly summaryOf: (documentId: string) => Summary | null
}

/** How a question about documents is answered. */
type DocumentRoute = Exclude<Route, 'chat'> | 'scan'

interface Found {
  readonly found: FoundText
  readonly aboutOf: (shown: Shown) => Omit<AboutAnswer, 'from'>
}

/** Questions in conversations that have documents. */
export class DocumentQuestions {
  readonly #options: DocumentQuestionsOptions
  /** Stands around text of documents; nobody who wrote one can know it. */
  readonly #marker = `#### ${randomBytes(4).toString('hex')}`

  constructor(options: DocumentQuestionsOptions) {
    this.#options = options
  }

  /** Null: it is no question for documents, and the conversation goes on as any other. */
  answer(question: AskedQuestion): Answer | null {
    const attachments = this.#options.attachments(question.conversationId)
    // A document that could not be read keeps its questions: a model would answer them from thin air.
    if (attachments.length === 0) return null
    const route = question.scan ? 'scan' : routeOf(question.text, question.history.some(isReply))
    return route === 'chat' ? null : (signal) => this.#onceRead(question, route, signal)
  }

  /** What is asked while a document is being read waits for that: it takes seconds, and half of it answers half. */
  async *#onceRead(
    question: AskedQuestion,
    route: DocumentRoute,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, AnswerEnd, undefined> {
    const attachments = await this.#options.allRead(question.conversationId, signal)
    if (signal.aborted) return { reply: { status: 'stopped', endReason: stoppedBy(signal.reason), figures: null } }
    const answer = this.#answerBy(route, question, attachments)
    return yield* answer(signal)
  }

  #answerBy(route: DocumentRoute, question: AskedQuestion, attachments: readonly Attachment[]): Answer {
    switch (route) {
      case 'scan':
        return this.#scan(question, attachments)
      case 'summary':
        return this.#about(question, attachments)
      case 'every':
        return this.#fromPassages(question, attachments, true)
      case 'passages':
        return this.#fromPassages(question, attachments, false)
    }
  }

  #scan(question: AskedQuestion, attachments: readonly Attachment[]): Answer {
    // All of what was read, also where its words are not in the index yet.
    const asked = documentsAsked(attachments, () => true)
    return (signal) => scanParts(question, asked, this.#options, signal)
  }

  /** From summaries where there are any; else from what the documents begin with, which is said. */
  #about(question: AskedQuestion, attachments: readonly Attachment[]): Answer {
    const summarised = attachments.flatMap(({ document }) =>
      document === null ? [] : [{ ...document, summary: this.#options.summaryOf(document.id) }],
    )
    if (summarised.some(({ summary }) => summary !== null && summary.gist !== '')) {
      return answerFromSummaries(summarised, unsearched(attachments))
    }
    return this.#answerFrom(question, attachments, (asked) => {
      const found = beginnings(asked.ids, this.#options)
      const aboutOf = ({ sentences, isAll }: Shown) => {
        const begun = new Set(sentences.map(({ documentId }) => documentId)).size
        return { scanOffered: false, searched: beginningSentence(asked.attachments, isAll, begun) }
      }
      return { found, aboutOf }
    })
  }

  #fromPassages(question: AskedQuestion, attachments: readonly Attachment[], aboutAll: boolean): Answer {
    return this.#answerFrom(question, attachments, (asked) => {
      const words = searchWords(question.text, question.history)
      const found = findPassages(asked.ids, words, this.#options)
      const searched = searchedSentence(asked.attachments)
      return { found, aboutOf: ({ isAll }) => ({ scanOffered: aboutAll && !isAll, searched }) }
    })
  }

  /** `find` is called once every document that was read can be searched. */
  #answerFrom(
    question: AskedQuestion,
    attachments: readonly Attachment[],
    find: (asked: DocumentsAsked) => Found,
  ): Answer {
    const { engine, index, passages } = this.#options
    const marker = this.#marker
    return async function* (signal) {
      await index.settled(signal)
      const asked = documentsAsked(attachments, (id) => passages.isComplete(id))
      const { found, aboutOf } = find(asked)
      const about = (shown: Shown) => ({ from: 'passages' as const, ...aboutOf(shown) })
      return yield* answerFromPassages({ question, asked, found, aboutOf: about }, engine, marker, signal)
    }
  }
}

function isReply({ role, text }: Message): boolean {
  return role === 'assistant' && text !== ''
}
