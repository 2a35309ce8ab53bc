import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { AgateError } from '../../shared/result.ts'
import { Drafts } from '../lib/drafts.ts'
import { memoryStorage } from '../lib/memory-storage.ts'
import { ChatSession } from './chat-session.svelte.ts'

/** A question as the person said it, and the prompt that it became. */
export interface QuickQuestion {
  readonly asked: string
  readonly prompt: string
  /** One of the actions, not what somebody typed. */
  readonly isAction: boolean
}

export interface QuickExchangeOptions {
  readonly client: AgateClient
  /** The question was not taken, and why. */
  readonly refused: (question: QuickQuestion, error: AgateError) => void
}

const NOTHING: QuickQuestion = { asked: '', prompt: '', isAction: false }

/** What was asked in the quick window, and the conversation that this began. */
export class QuickExchange {
  readonly #options: QuickExchangeOptions
  #session = $state.raw<ChatSession>()
  #question = $state.raw(NOTHING)
  /** The one whose answer stays when this one is refused. */
  #questionBefore = NOTHING
  #aboutWords = $state(0)

  constructor(options: QuickExchangeOptions) {
    this.#options = options
  }

  /** Undefined while a first question is being written. */
  get session(): ChatSession | undefined {
    return this.#session
  }
  get question(): QuickQuestion {
    return this.#question
  }
  /** Words of the text that it is about. */
  get aboutWords(): number {
    return this.#aboutWords
  }

  /** False when the answer before is still being written. */
  get takesQuestions(): boolean {
    return !this.#session?.turn
  }

  /** `aboutWords`: of the text that a first question is about. */
  async ask(question: QuickQuestion, aboutWords: number): Promise<void> {
    this.#questionBefore = this.#question
    this.#question = question
    if (this.#session === undefined) this.#aboutWords = aboutWords
    this.#session ??= this.#begin()
    this.#session.draft.type(question.prompt)
    await this.#session.send()
  }

  /** False when there was none. */
  leave(): boolean {
    const was = this.#session !== undefined
    this.#session = undefined
    return was
  }

  #begin(): ChatSession {
    const { client } = this.#options
    return new ChatSession(null, {
      client,
      drafts: new Drafts(memoryStorage()),
      host: {
        started: () => undefined,
        ended: () => undefined,
        refused: (session, _prompt, error) => {
          this.#refused(session, error)
        },
      },
      quick: true,
    })
  }

  #refused(session: ChatSession, error: AgateError): void {
    session.draft.clear()
    // One that was left has its question in the field already.
    if (session !== this.#session) return
    const refused = this.#question
    this.#question = this.#questionBefore
    if (session.messages.length === 0) this.#session = undefined
    this.#options.refused(refused, error)
  }
}
