import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { QuickAction, QuickOpening, QuickText } from '../../shared/model/quick.ts'
import { askAbout, fillPrompt } from '../../shared/model/quick-prompt.ts'
import type { ChatSession } from './chat-session.svelte.ts'
import { Engine } from './engine.svelte.ts'
import { QuickAbout } from './quick-about.svelte.ts'
import { QuickExchange, type QuickQuestion } from './quick-exchange.svelte.ts'
import { QuickPreferences } from './quick-preferences.svelte.ts'
import { QuickTyped } from './quick-typed.svelte.ts'

const NOTHING: QuickOpening = { selection: null, isOfferedBefore: false, tooLong: null, copiedWords: 0 }

/** The quick window: a question with or without a text it is about, and the exchange that follows. */
export class QuickAskState {
  readonly engine: Engine
  readonly preferences: QuickPreferences
  readonly typed = new QuickTyped()
  /** Keys are written as on macOS. */
  readonly isMac: boolean
  readonly #client: AgateClient
  readonly #exchange: QuickExchange
  readonly #about = new QuickAbout()
  #opening = $state.raw(NOTHING)
  #openings = $state(0)
  #pinned = $state(false)
  /** The window was hidden while an answer was being written, and not opened since. */
  #isUnread = false
  #isShown = false
  #note = $state<string | null>(null)

  constructor(client: AgateClient, { isMac }: { readonly isMac: boolean }) {
    this.#client = client
    this.isMac = isMac
    this.engine = new Engine(client)
    this.preferences = new QuickPreferences(client.settings)
    this.#exchange = new QuickExchange({
      client,
      refused: (question, { message }) => {
        // The question is in the field again, and the text it was about is still there. An action is no question.
        if (!question.isAction) this.typed.putBack(question.asked)
        this.#note = message
      },
    })
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
    return this.#about.text
  }
  /** The exchange under way or on view; undefined while a first question is being written. */
  get session(): ChatSession | undefined {
    return this.#exchange.session
  }
  /** What was asked, as the person said it. */
  get asked(): string {
    return this.#exchange.question.asked
  }
  /** Words of the text that it is about. */
  get askedAbout(): number {
    return this.#exchange.aboutWords
  }
  /** The exchange began with a text that was selected elsewhere, where an answer can be put. */
  get canPutBack(): boolean {
    return this.session !== undefined && this.about?.source === 'selection'
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
    void this.preferences.load()
    const stops = [
      this.#client.engine.statusChanged((status) => this.engine.update(status)),
      this.#client.settings.changed(() => void this.preferences.load()),
      this.#client.quick.opened((opening) => this.#open(opening)),
      this.#client.quick.hidden(() => this.#hidden()),
    ]
    void this.#loadOpening()
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Asks what is typed; with a text, about that text. Under an answer: the next question. */
  async ask(): Promise<void> {
    const asked = this.typed.text.trim()
    if (asked === '' || !this.#exchange.takesQuestions) return
    this.typed.text = ''
    const about = this.session === undefined ? this.about : null
    await this.#send({ asked, prompt: about === null ? asked : askAbout(asked, about.text), isAction: false })
  }

  /** Asks once more what was asked last. */
  async retry(): Promise<void> {
    await this.#send(this.#exchange.question)
  }

  async act({ name, prompt }: QuickAction): Promise<void> {
    if (this.about === null || this.session !== undefined) return
    const filled = fillPrompt(prompt, { selection: this.about.text, language: this.preferences.language })
    // A question that was typed can be asked under the answer.
    if (!this.typed.isUnfinished) this.typed.text = ''
    await this.#send({ asked: name, prompt: filled, isAction: true })
  }

  removeText(): void {
    this.#about.remove()
  }

  async useCopied(): Promise<void> {
    const copied = await this.#client.quick.copiedText(undefined)
    if (copied.ok && copied.value !== null) {
      this.#about.use(copied.value)
      return
    }
    this.#opening = { ...this.#opening, copiedWords: 0 }
    this.#note = 'There is no copied text, or it is too long.'
  }

  async putBack(text: string): Promise<void> {
    const put = await this.#client.quick.putBack({ text })
    this.#note = put.ok ? put.value.remark : put.error.message
  }

  /** From an answer to its question; from the question out of the window. An answer that is being written stops. */
  back(): void {
    if (this.session === undefined) {
      this.typed.leave()
      void this.#client.quick.hide(undefined)
      return
    }
    const { question } = this.#exchange
    // The next question is kept, and comes after one whose answer is stopped.
    const isNextAlone = this.session.turn === null && this.typed.isUnfinished
    if (!question.isAction && !isNextAlone) this.typed.askAgain(question.asked)
    this.session.stop()
    this.#note = null
    this.#leaveExchange()
    this.#about.replace()
  }

  pin(): void {
    this.#pinned = !this.#pinned
    void this.#client.quick.pin({ pinned: this.#pinned })
  }

  /** In the large window, with the next question. */
  async goOn(): Promise<void> {
    const id = this.session?.id
    if (typeof id !== 'string' || this.preferences.isPrivate) return
    const draft = this.typed.text
    const went = await this.#client.quick.goOn({ conversationId: id, draft })
    if (!went.ok) this.#note = went.error.message
    else if (this.typed.text === draft) this.typed.text = ''
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

  /** The window may have been opened before this page was there. */
  async #loadOpening(): Promise<void> {
    const opening = await this.#client.quick.opening(undefined)
    if (opening.ok && opening.value !== null) this.#open(opening.value)
  }

  #open(opening: QuickOpening): void {
    const isUnread = this.#isUnread
    const stayedOpen = this.#isShown
    this.#isUnread = false
    this.#isShown = true
    this.#opening = opening
    this.#openings += 1
    this.#about.hear(opening)
    void this.#loadRecent()
    // What became of a question while nobody saw it, also that it was refused, is there to be read first.
    if (isUnread) return
    this.#note = null
    const { isUnfinished } = this.typed
    // An answer that is being written, or that was pinned, is not thrown away for a look at something else.
    if (this.session !== undefined && (this.session.turn !== null || this.#pinned || isUnfinished)) return
    this.#leaveExchange()
    if (isUnfinished) {
      this.#about.complete()
      return
    }
    this.typed.clear()
    if (stayedOpen) this.#about.replace()
    else this.#about.renew()
  }

  /** What is private goes with the window, once it could be read. */
  #hidden(): void {
    this.#isShown = false
    this.#isUnread = !this.#exchange.takesQuestions
    if (!this.preferences.isPrivate || this.#isUnread) return
    this.#leaveExchange()
    this.typed.clear()
  }

  #leaveExchange(): void {
    if (this.#exchange.leave() && this.preferences.isPrivate) void this.#client.quick.forget(undefined)
  }

  async #send(question: QuickQuestion): Promise<void> {
    if (!this.#exchange.takesQuestions) return
    this.#note = null
    await this.#exchange.ask(question, this.about?.words ?? 0)
  }

  async #loadRecent(): Promise<void> {
    const recent = await this.#client.quick.recent(undefined)
    if (recent.ok) this.typed.loadRecent(recent.value)
  }
}
