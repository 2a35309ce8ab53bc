import { tick } from 'svelte'
import { focusComposer, moveToRegion } from '../lib/regions.ts'
import type { Shortcut } from '../lib/shortcuts.ts'
import { assertNever } from '../../shared/result.ts'
import type { AgateState } from '../state/agate-state.svelte.ts'

export type Command = Shortcut | 'delete' | 'models' | 'quick-settings'

/** What keys, menus and buttons do that concerns more than one part of the window. */
export class WindowCommands {
  readonly #agate: AgateState

  constructor(agate: AgateState) {
    this.#agate = agate
  }

  run(command: Command): void {
    const { chats, layout } = this.#agate
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
        layout.show({ name: 'models' })
        return
      case 'quick-settings':
        this.#agate.quickSettings.open()
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
      default:
        assertNever(command)
    }
  }

  startNew(): void {
    this.#agate.chats.startNew()
    this.#agate.layout.showChat()
    void this.#focusComposer()
  }

  open(id: string): void {
    void this.#agate.chats.open(id)
    this.#agate.layout.showChat()
    void this.#focusComposer()
  }

  async bin(id: string): Promise<void> {
    const { chats, conversations, report, toasts } = this.#agate
    const wasCurrent = chats.current.id === id
    const title = conversations.find(id)?.title ?? 'The conversation'
    if (wasCurrent) chats.startNew()
    if (!(await report(conversations.bin(id)))) return
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

  /** Esc: first what lies over the window, then the answer. The focus goes back to where the next question is typed. */
  #stop(): void {
    const { chats, layout } = this.#agate
    if (layout.isNarrow && layout.sidebarShown) layout.closeOverlay()
    else if (layout.page.name === 'model-settings') layout.show({ name: 'models' })
    else if (layout.page.name === 'models') layout.showChat()
    else chats.current.stop()
    void this.#focusComposer()
  }

  async #focusComposer(): Promise<void> {
    await tick()
    focusComposer()
  }
}
