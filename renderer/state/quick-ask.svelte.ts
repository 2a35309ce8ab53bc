import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import {
  askAbout,
  fillPrompt,
  languageName,
  type QuickAction,
  type QuickOpening,
  type QuickText,
} from '../../shared/model/quick.ts'
import type { AgateError } from '../../shared/result.ts'
import { Drafts } from '../lib/drafts.ts'
import { ChatSession } from './chat-session.svelte.ts'
import { Engine } from './engine.svelte.ts'
import { memoryStorage } from '../lib/memory-storage.ts'

/** Earlier questions that are listed; the arrow keys reach more. */
const LISTED = 3
const NOTHING: QuickOpening = { selection: null, tooLong: null, copiedWords: 0 }

/** The quick window: a question with or without a text it is about, and the exchange that follows. */
export class QuickAskState {
  readonly engine: Engine
  readonly #client: AgateClient
  /** What is typed: the question, or the next one under an answer. */
  typed = $state('')
  #opening = $state.raw(NOTHING)
  #openings = $state(0)
  #about = $state.raw<QuickText | null>(null)
  #session = $state.raw<ChatSession>()
  /** What was asked, as the person said it. */
  #asked = $state('')
  #askedAbout = $state(0)
  /** The prompt that this became. */
  #prompt = ''
  #isAction = false
  #recent = $state.raw<readonly string[]>([])
  /** Of the earlier question that is in the field; -1 for none. */
  #recalled = $state(-1)
  #actions = $state.raw<readonly QuickAction[]>([])
  #language = $state('')
  #isPrivate = $state(false)
  #pinned = $state(false)
  #note = $state<string | null>(null)

  constructor(client: AgateClient) {
    this.#client = client
    this.engine = new Engine(client)
  }

  /** How often the window was opened: each time the field gets the focus. */
  get openings(): number {
    return this.#openings
  }
  get opening(): QuickOpening {
    return this.#opening
  }
  /** The text that the question is about. */
  get about(): QuickText | null {
    return this.#about
  }
  /** The exchange under way or on view; undefined while a first question is being written. */
  get session(): ChatSession | undefined {
    return this.#session
  }
  get asked(): string {
    return this.#asked
  }
  get askedAbout(): number {
    return this.#askedAbout
  }
  get recent(): readonly string[] {
    return this.#recent.slice(0, LISTED)
  }
  /** What is in the field is an earlier question, as it was. */
  get isRecalled(): boolean {
    return this.#recalled >= 0 && this.typed === this.#recent[this.#recalled]
  }
  /** The exchange began with a text that was selected elsewhere, where an answer can be put. */
  get canPutBack(): boolean {
    return this.#session !== undefined && this.#about?.source === 'selection'
  }
  get actions(): readonly QuickAction[] {
    return this.#actions.map(({ name, prompt }) => ({ name: name.replaceAll('{language}', this.#language), prompt }))
  }
  get isPrivate(): boolean {
    return this.#isPrivate
  }
  get pinned(): boolean {
    return this.#pinned
  }
  /** A line for the person: what was copied, or why a question was not taken. */
  get note(): string | null {
    return this.#note
  }
  get status(): EngineStatus {
    return this.engine.status
  }

  start(): () => void {
    void this.engine.load()
    void this.#loadSettings()
    const stops = [
      this.#client.engine.statusChanged((status) => this.engine.update(status)),
      this.#client.settings.changed(() => void this.#loadSettings()),
      this.#client.quick.opened((opening) => this.#open(opening)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Asks what is typed; with a text, about that text. Under an answer: the next question. */
  async ask(): Promise<void> {
    const question = this.typed.trim()
    if (question === '') return
    const about = this.#session === undefined ? this.#about : null
    this.#isAction = false
    await this.#send(question, about === null ? question : askAbout(question, about.text))
  }

  /** Asks once more what was asked last. */
  async retry(): Promise<void> {
    await this.#send(this.#asked, this.#prompt)
  }

  async act(action: QuickAction): Promise<void> {
    if (this.#about === null || this.#session !== undefined) return
    this.#isAction = true
    await this.#send(action.name, fillPrompt(action.prompt, { selection: this.#about.text, language: this.#language }))
  }

  removeText(): void {
    this.#about = null
  }

  async useCopied(): Promise<void> {
    const copied = await this.#client.quick.copiedText(undefined)
    if (copied.ok && copied.value !== null) this.#about = copied.value
    else this.#note = 'There is no copied text, or it is too long.'
  }

  recall(question: string): void {
    this.typed = question
    this.#recalled = this.#recent.indexOf(question)
  }

  /** An earlier question than the one in the field, or a later one again; after the latest the field is empty. */
  recallOther(step: 1 | -1): void {
    const current = this.isRecalled ? this.#recalled : -1
    const wished = Math.min(this.#recent.length - 1, current + step)
    this.#recalled = wished
    this.typed = this.#recent[wished] ?? ''
  }

  async putBack(text: string): Promise<void> {
    const put = await this.#client.quick.putBack({ text })
    this.#note = put.ok ? put.value.remark : put.error.message
  }

  /** From an answer to its question; from the question out of the window. An answer that is being written stops. */
  back(): void {
    if (this.#session === undefined) {
      this.hide()
      return
    }
    this.#session.stop()
    this.typed = this.#isAction ? '' : this.#asked
    this.#leaveExchange()
  }

  hide(): void {
    void this.#client.quick.hide(undefined)
  }

  pin(): void {
    this.#pinned = !this.#pinned
    void this.#client.quick.pin({ pinned: this.#pinned })
  }

  goOn(): void {
    const id = this.#session?.id
    if (typeof id === 'string' && !this.#isPrivate) void this.#client.quick.goOn({ conversationId: id })
  }

  say(note: string): void {
    this.#note = note
  }

  openLink(url: string): void {
    void this.#client.app.openLink({ url })
  }

  /** Dropped files go to the large window, where they are read and summarised. */
  async openDocuments(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) {
      this.#note = 'This cannot be read: it is no file on this computer.'
      return
    }
    const opened = await this.#client.quick.openDocuments({ paths: [...paths] })
    this.#note = opened.ok ? opened.value.remark : opened.error.message
  }

  resize(height: number): void {
    void this.#client.quick.resize({ height })
  }

  #open(opening: QuickOpening): void {
    this.#note = null
    this.#opening = opening
    this.#openings += 1
    void this.#loadRecent()
    // An answer that is being written, or that was pinned, is not thrown away for a look at something else.
    if (this.#session !== undefined && (this.#session.turn !== null || this.#pinned)) return
    this.#leaveExchange()
    this.typed = ''
    this.#recalled = -1
    this.#about = opening.selection
  }

  #leaveExchange(): void {
    const exchange = this.#session
    this.#session = undefined
    if (exchange !== undefined && this.#isPrivate) void this.#client.quick.forget(undefined)
  }

  async #send(asked: string, prompt: string): Promise<void> {
    if (this.#session?.turn) return
    this.#note = null
    this.#asked = asked
    this.#prompt = prompt
    if (this.#session === undefined) this.#askedAbout = this.#about?.words ?? 0
    this.typed = ''
    this.#session ??= this.#newSession()
    this.#session.draft.type(prompt)
    await this.#session.send()
  }

  #newSession(): ChatSession {
    return new ChatSession(null, {
      client: this.#client,
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

  /** The question is in the field again, and the text it was about is still there. */
  #refused(session: ChatSession, { message }: AgateError): void {
    session.draft.clear()
    this.typed = this.#isAction ? '' : this.#asked
    this.#note = message
    if (session.messages.length === 0) this.#session = undefined
  }

  async #loadSettings(): Promise<void> {
    const settings = await this.#client.settings.get(undefined)
    if (!settings.ok) return
    const { quickActions, quickLanguage, quickPrivate, theme } = settings.value
    this.#actions = quickActions
    this.#language = quickLanguage ?? languageName(navigator.language)
    this.#isPrivate = quickPrivate
    document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
  }

  async #loadRecent(): Promise<void> {
    const recent = await this.#client.quick.recent(undefined)
    if (recent.ok) this.#recent = recent.value
  }
}
