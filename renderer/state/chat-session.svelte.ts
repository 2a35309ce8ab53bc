import type { ChatEnd, ChatFrame } from '../../shared/ipc/calls/chat.ts'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { AgateError, Result } from '../../shared/result.ts'
import type { Drafts } from '../lib/drafts.ts'
import { nextFrame } from '../lib/next-frame.ts'
import { DraftText, joined } from './draft-text.svelte.ts'
import { adoptMessages, newQuestion, newReply } from './messages.ts'

/** The draft of a conversation that does not exist yet. */
export const NEW_CHAT = 'new'

export interface Turn {
  /** Share of the question that the model has read; null while it waits for the engine. */
  reading: number | null
  isStopping: boolean
}

/** What a session tells the one who keeps it. */
export interface ChatHost {
  /** `isNew`: its conversation has just been made. */
  started(session: ChatSession, isNew: boolean): void
  ended(session: ChatSession): void
  /** The question was not taken: it goes back to a composer. */
  refused(session: ChatSession, question: string, error: AgateError): void
}

interface Parts {
  readonly client: AgateClient
  readonly drafts: Drafts
  readonly host: ChatHost
  /** Asked in the quick window. */
  readonly quick?: boolean
}

const BUSY = 'Agate is still answering here. Stop it with Esc, or wait; what you typed stays in the box.'
const BROKEN = 'Something went wrong in Agate. The question is still in the box; ask again, or look in the log.'

/** One conversation as the window shows it, and the answer that is being written in it. */
export class ChatSession {
  readonly #parts: Parts
  #id = $state<string | null>(null)
  #messages = $state<Message[]>([])
  #loading = $state<'loading' | 'ready' | 'not-found' | 'failed'>('ready')
  #turn = $state<Turn | null>(null)
  #problem = $state.raw<AgateError | null>(null)
  readonly draft: DraftText
  #isAnswered = $state(false)
  #abort: AbortController | null = null
  #isStale = false
  #lastLoad = 0

  constructor(id: string | null, parts: Parts) {
    this.#parts = parts
    this.#id = id
    this.draft = new DraftText(parts.drafts.get(id ?? NEW_CHAT), (text) => {
      parts.drafts.put(this.#id ?? NEW_CHAT, text)
    })
    if (id !== null) this.#loading = 'loading'
  }

  /** Null until the first question of a new conversation is saved. */
  get id(): string | null {
    return this.#id
  }
  get messages(): readonly Message[] {
    return this.#messages
  }
  get loading(): 'loading' | 'ready' | 'not-found' | 'failed' {
    return this.#loading
  }
  get turn(): Readonly<Turn> | null {
    return this.#turn
  }
  /** Why the last question was not taken. */
  get problem(): AgateError | null {
    return this.#problem
  }
  /** The last answer was written while this window showed it. */
  get isAnswered(): boolean {
    return this.#isAnswered
  }
  /** An answer grows here that this window did not ask for. */
  get isWrittenElsewhere(): boolean {
    return this.#turn === null && this.#messages.at(-1)?.status === 'streaming'
  }

  /** Puts a question that was not taken back, in front of what was typed since. */
  takeBack(question: string, error: AgateError): void {
    this.draft.putBack(question)
    this.#problem = error
  }

  dismissProblem(): void {
    this.#problem = null
  }

  /** Reads the conversation again, unless an answer is being written here; then after it. */
  async refresh(): Promise<void> {
    const id = this.#id
    if (id === null) return
    if (this.#turn !== null) {
      this.#isStale = true
      return
    }
    const load = ++this.#lastLoad
    const opened = await this.#parts.client.conversations.open({ id })
    if (load !== this.#lastLoad) return
    if (opened.ok) adoptMessages(this.#messages, opened.value.messages)
    this.#loading = opened.ok ? 'ready' : opened.error.code === 'not-found' ? 'not-found' : 'failed'
  }

  async send(): Promise<void> {
    if (this.draft.isBlank) return
    if (this.#turn !== null) {
      this.#problem = { code: 'busy', message: BUSY }
      return
    }
    const question = this.draft.whole
    this.draft.clear()
    await this.#ask(question, false)
  }

  /** Asks the last question again, of every part of the documents. */
  async scan(): Promise<void> {
    const question = this.#messages.findLast(({ role }) => role === 'user')
    if (question !== undefined && this.#turn === null) await this.#ask(question.text, true)
  }

  async #ask(question: string, scan: boolean): Promise<void> {
    const previousId = this.#id
    const abort = new AbortController()
    this.#begin(question, abort)
    const end = await this.#stream(question, scan, abort.signal).catch((): Result<ChatEnd> => {
      return { ok: false, error: { code: 'internal', message: BROKEN } }
    })
    this.#turn = null
    this.#abort = null
    // It no longer answers, so that is no reason any more.
    if (this.#problem?.code === 'busy') this.#problem = null
    if (end.ok) this.#finish(end.value)
    else this.#undo(previousId, question, end.error)
    this.#parts.host.ended(this)
    if (this.#isStale) await this.refresh()
  }

  /** Ends the answer; what was written stays. */
  stop(): void {
    if (this.#turn !== null) this.#turn.isStopping = true
    this.#abort?.abort()
  }

  #begin(question: string, abort: AbortController): void {
    // A load that is under way would put back the conversation as it was before this question.
    this.#lastLoad += 1
    this.#isStale = false
    this.#abort = abort
    this.#turn = { reading: null, isStopping: false }
    this.#problem = null
    this.#isAnswered = false
    this.#messages.push(newQuestion(question), newReply())
  }

  async #stream(text: string, scan: boolean, signal: AbortSignal): Promise<Result<ChatEnd>> {
    const frames = this.#parts.client.chat.send(
      { conversationId: this.#id, text, quick: this.#parts.quick, ...(scan ? { scan } : {}) },
      { signal },
    )
    for (;;) {
      const next = await frames.next()
      if (next.done === true) return next.value
      this.#apply(next.value)
      // One frame per paint; main joins what comes meanwhile. After a stop nothing is worth waiting for.
      if (!signal.aborted) await nextFrame()
    }
  }

  /** The hot path: fields change in place, so that only the answer that grows is drawn again. */
  #apply({ started, reading, text, fromDocuments }: ChatFrame): void {
    const reply = this.#messages.at(-1)
    const question = this.#messages.at(-2)
    if (reply === undefined || question === undefined || this.#turn === null) return
    if (started) {
      const isNew = this.#id === null
      question.id = started.userMessageId
      reply.id = started.replyId
      question.conversationId = reply.conversationId = this.#id = started.conversationId
      this.#parts.host.started(this, isNew)
    }
    if (reading !== undefined) this.#turn.reading = reading
    if (fromDocuments !== undefined) reply.fromDocuments = fromDocuments
    if (text !== undefined) reply.text += text
  }

  #finish({ status, endReason, figures }: ChatEnd): void {
    const reply = this.#messages.at(-1)
    if (reply === undefined) return
    reply.status = status
    reply.endReason = endReason
    reply.figures = figures
    this.#isAnswered = true
  }

  /** A refusal leaves the conversation as it was before, also when it had already been made for this question. */
  #undo(previousId: string | null, question: string, error: AgateError): void {
    const { drafts, host } = this.#parts
    const madeId = this.#id === previousId ? null : this.#id
    // What was typed since is a follow-up in a conversation that is no more.
    const back = madeId === null ? question : joined(question, this.draft.whole)
    if (madeId !== null) drafts.put(madeId, '')
    this.#messages.splice(-2)
    this.#id = previousId
    // Another view of this chat may have been typed into meanwhile.
    this.draft.show(drafts.get(previousId ?? NEW_CHAT))
    host.refused(this, back, error)
  }
}
