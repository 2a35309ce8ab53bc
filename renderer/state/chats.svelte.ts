import { SvelteMap } from 'svelte/reactivity'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { AgateError } from '../../shared/result.ts'
import type { Drafts } from '../lib/drafts.ts'
import { type ChatHost, ChatSession, NEW_CHAT } from './chat-session.svelte.ts'

interface Parts {
  readonly client: AgateClient
  readonly drafts: Drafts
  /** A question was refused in a chat that is not in view. */
  readonly onHiddenRefusal: (error: AgateError) => void
}

/** The chat in view, and those whose answers go on being written meanwhile. */
export class Chats implements ChatHost {
  readonly #parts: Parts
  readonly #answering = new SvelteMap<string, ChatSession>()
  #current: ChatSession

  constructor(parts: Parts) {
    this.#parts = parts
    this.#current = $state.raw(this.#session(null))
  }

  get current(): ChatSession {
    return this.#current
  }

  isAnswering(id: string): boolean {
    return this.#answering.has(id)
  }

  startNew(): void {
    const isNew = this.#current.id === null && this.#current.turn === null
    if (!isNew) this.#current = this.#session(null)
  }

  async open(id: string): Promise<void> {
    if (this.#current.id !== id) this.#current = this.#answering.get(id) ?? this.#session(id)
    await this.#current.refresh()
  }

  /** Documents made this conversation of the new chat in view: what was typed in it stays in view. */
  settle(id: string): void {
    const { draft, id: previousId, turn } = this.#current
    const { drafts } = this.#parts
    if (previousId !== null || turn !== null || draft.whole === '' || drafts.get(id) !== '') return
    drafts.move(NEW_CHAT, id)
  }

  /** Something about this conversation changed outside this window. */
  async changed(id: string): Promise<void> {
    if (this.#current.id === id) await this.#current.refresh()
  }

  started(session: ChatSession, isNew: boolean): void {
    if (session.id === null) return
    this.#answering.set(session.id, session)
    const { drafts } = this.#parts
    // Another new chat may have been typed into meanwhile, or show what was typed here.
    const isShown = session !== this.#current && this.#current.id === null
    if (isNew && !isShown && drafts.get(NEW_CHAT) === session.draft.whole) drafts.move(NEW_CHAT, session.id)
  }

  ended(session: ChatSession): void {
    for (const [id, answering] of this.#answering) {
      if (answering === session) this.#answering.delete(id)
    }
  }

  /** The chat may have been left meanwhile; a new one has a single composer, which may be in view again. */
  refused(session: ChatSession, question: string, error: AgateError): void {
    const inView = session === this.#current || session.id === this.#current.id
    const composer = inView ? this.#current : session
    composer.takeBack(question, error)
    if (!inView) this.#parts.onHiddenRefusal(error)
  }

  #session(id: string | null): ChatSession {
    return new ChatSession(id, { ...this.#parts, host: this })
  }
}
