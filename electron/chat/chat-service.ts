import type { ChatEnd, ChatFrame } from '../../shared/ipc/calls/chat.ts'
import type { AgatePublish } from '../../shared/ipc/contract.ts'
import { titleFrom } from '../../shared/model/conversation.ts'
import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Log } from '../log.ts'
import type { Ballast } from '../storage/ballast.ts'
import type { ConversationStore } from '../storage/conversation-store.ts'
import type { MessageStore, NewTurn } from '../storage/message-store.ts'
import { unlessFull } from '../storage/storage-error.ts'
import { answerFromHistory } from './answer-from-history.ts'
import type { Answer, AskedQuestion, SendError } from './answer.ts'
import { storable } from './question.ts'
import { ABORTED_BY_CLOSING } from './reply-end.ts'
import { Turn } from './turn.ts'

export interface ChatServiceOptions {
  readonly conversations: ConversationStore
  readonly messages: MessageStore
  readonly engine: Engine
  readonly ballast: Ballast
  readonly settings: () => Settings
  /** Of the model in use. */
  readonly modelSettings: () => ModelSettings
  /** The answer from the documents of the conversation; null when it has none, or when they have nothing to do with it. */
  readonly answerFromDocuments: (question: AskedQuestion) => Answer | null
  readonly publish: AgatePublish
  readonly newId: () => string
  readonly log: Log
}

export interface SendInput {
  readonly conversationId: string | null
  readonly text: string
  readonly quick?: boolean | undefined
  readonly scan?: boolean | undefined
}

interface Running {
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** Turns: one at a time in a conversation; those of different conversations queue in the engine. */
export class ChatService {
  readonly #options: ChatServiceOptions
  readonly #running = new Map<string, Running>()

  constructor(options: ChatServiceOptions) {
    this.#options = options
  }

  /** Answers one question, as declared by `chat.send` of the contract. */
  async *send(input: SendInput, signal: AbortSignal): AsyncGenerator<ChatFrame, Result<ChatEnd, SendError>, undefined> {
    const text = storable(input.text)
    const refusal = this.#refuse(input.conversationId, text)
    if (refusal) return refusal
    const turn = this.#newTurn(input.conversationId, text, input.quick ?? false)
    const history = this.#options.messages.list(turn.conversationId)
    const begun = unlessFull(() => this.#options.messages.beginTurn(turn))
    if (begun) return begun
    const running = deferred()
    const abort = new AbortController()
    this.#running.set(turn.conversationId, { abort, ended: running.promise })
    this.#changed(turn.conversationId)
    try {
      const { conversationId, userMessageId, replyId } = turn
      yield { started: { conversationId, userMessageId, replyId } }
      const question = { conversationId, text, history, scan: input.scan ?? false }
      const answer = this.#answer(question, input.quick ?? false)
      return yield* new Turn(this.#options, turn, answer).run(AbortSignal.any([signal, abort.signal]))
    } finally {
      this.#running.delete(turn.conversationId)
      running.resolve()
      this.#changed(turn.conversationId)
    }
  }

  /** Stops the answer that is being written in this conversation, if there is one, and waits until it is saved. */
  async stop(conversationId: string): Promise<void> {
    const running = this.#running.get(conversationId)
    running?.abort.abort('user')
    await running?.ended
  }

  /** Agate is about to close: every answer stops and is saved. */
  async stopAll(): Promise<void> {
    const all = [...this.#running.values()]
    for (const { abort } of all) abort.abort(ABORTED_BY_CLOSING)
    await Promise.all(all.map(({ ended }) => ended))
  }

  #refuse(conversationId: string | null, text: string): Result<never, SendError> | null {
    if (text.trim() === '') return err('empty', 'There is no question yet.')
    if (conversationId === null) return null
    if (!this.#options.conversations.exists(conversationId)) {
      return err('not-found', 'This conversation is no longer there. The question is still in the box.')
    }
    if (!this.#running.has(conversationId)) return null
    return err(
      'busy',
      'Agate is still answering in this conversation. Stop it, or wait; the question is still in the box.',
    )
  }

  /** A quick question is never about documents. */
  #answer(question: AskedQuestion, quick: boolean): Answer {
    const { engine, settings, modelSettings, answerFromDocuments } = this.#options
    const fromDocuments = quick ? null : answerFromDocuments(question)
    return (
      fromDocuments ??
      answerFromHistory(question, {
        engine,
        settings: modelSettings(),
        maxTokens: settings().maxReplyTokens,
        priority: quick ? 'quick' : 'chat',
        conversation: quick ? undefined : question.conversationId,
      })
    )
  }

  #newTurn(conversationId: string | null, text: string, quick: boolean): NewTurn {
    const { newId, settings } = this.#options
    return {
      conversationId: conversationId ?? newId(),
      newTitle: conversationId === null ? titleFrom(text) : null,
      origin: quick ? (settings().quickPrivate ? 'private' : 'quick') : 'window',
      userMessageId: newId(),
      replyId: newId(),
      text,
    }
  }

  #changed(id: string): void {
    this.#options.publish('conversations', 'changed', { id })
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
