import { tick } from 'svelte'
import { copiedWords, copyText } from '../lib/copy-text.ts'
import { focusComposer, focusPage, moveToRegion } from '../lib/regions.ts'
import type { Shortcut } from '../lib/shortcuts.ts'
import { assertNever } from '../../shared/result.ts'
import type { AgateState } from '../state/agate-state.svelte.ts'
import type { DocumentCommands } from './document-commands.ts'

export type Command = Shortcut | 'delete' | 'models' | 'quick-settings'

/** What keys, menus and buttons do that concerns more than one part of the window. */
export class WindowCommands {
  readonly #agate: AgateState
  readonly #documents: DocumentCommands

  constructor(agate: AgateState, documents: DocumentCommands) {
    this.#agate = agate
    this.#documents = documents
  }

  run(command: Command): void {
    const { chats, layout, source } = this.#agate
    const { id } = chats.current
    switch (command) {
      case 'new-chat':
        this.startNew()
        return
      case 'toggle-sidebar':
        void layout.toggleSidebar()
        return
      case 'rename':
        if (id !== null) void layout.startRenaming(id)
        return
      case 'delete':
        if (id !== null) void this.bin(id)
        return
      case 'models':
        void layout.enter({ name: 'models' })
        return
      case 'quick-settings':
        this.#agate.quickSettings.open()
        return
      case 'keys':
        layout.showKeys()
        return
      case 'undo':
        void this.undo()
        return
      case 'stop':
        this.#stop()
        return
      case 'next-region':
        moveToRegion(1)
        return
      case 'previous-region':
        moveToRegion(-1)
        return
      case 'open-documents':
        void this.#documents.choose()
        return
      case 'export':
        void this.#documents.export('markdown')
        return
      case 'next-citation':
        source.step(1)
        return
      case 'previous-citation':
        source.step(-1)
        return
      case 'copy-answer':
        void this.#copyAnswer()
        return
      default:
        assertNever(command)
    }
  }

  startNew(): void {
    this.#agate.source.close()
    this.#agate.chats.startNew()
    this.#agate.layout.showChat()
    void this.#focusComposer()
  }

  open(id: string): void {
    const { chats, source } = this.#agate
    if (chats.current.id !== id) source.close()
    void chats.open(id)
    this.#agate.layout.showChat()
    void this.#focusComposer()
  }

  async bin(id: string): Promise<void> {
    const { chats, conversations, report, source, toasts } = this.#agate
    const wasCurrent = chats.current.id === id
    const title = conversations.find(id)?.title ?? 'The conversation'
    if (wasCurrent) {
      source.close()
      chats.startNew()
    }
    const isBinned = await report(conversations.bin(id))
    await this.#keepFocus()
    if (!isBinned) return
    toasts.show(`“${title}” is in the bin.`, { label: 'Undo', run: () => void this.#restore(id) })
  }

  /** Brings back what was deleted last. */
  async undo(): Promise<void> {
    const id = this.#agate.conversations.lastBinned
    if (id !== undefined) await this.#restore(id)
  }

  async #restore(id: string): Promise<void> {
    const { conversations, report, toasts } = this.#agate
    if (!(await report(conversations.restore(id)))) return
    toasts.clear()
    this.open(id)
  }

  async #copyAnswer(): Promise<void> {
    const { chats, toasts } = this.#agate
    const answer = chats.current.messages.findLast(({ role }) => role === 'assistant')
    if (answer !== undefined && answer.text !== '') toasts.show(copiedWords(await copyText(answer.text), 'The answer'))
  }

  /**
   * Esc: first what lies over the window, then the answer, then the source. What closes gives the focus back; after
   * an answer it goes to where the next question is typed.
   */
  #stop(): void {
    const { chats, layout, source } = this.#agate
    if (layout.sidebarOverlays && layout.sidebarShown) void layout.closeOverlay()
    else if (layout.page.name !== 'chat') void layout.back()
    else if (chats.current.turn === null && source.isOpen) void source.leave()
    else {
      chats.current.stop()
      void this.#focusComposer()
    }
  }

  /** The button that had the focus may have gone with its conversation. */
  async #keepFocus(): Promise<void> {
    await tick()
    if (document.activeElement === document.body) focusPage()
  }

  async #focusComposer(): Promise<void> {
    await tick()
    focusComposer()
  }
}
