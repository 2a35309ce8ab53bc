import { MediaQuery } from 'svelte/reactivity'
import type { Settings } from './settings.svelte.ts'

/** Below this width the sidebar lies over the chat and closes after use. The styles use the same number. */
const OVERLAY = 'max-width: 860px'

/** What fills the window beside the sidebar. */
export type Page = { readonly name: 'chat' | 'models' } | { readonly name: 'model-settings'; readonly path: string }

const CHAT: Page = { name: 'chat' }

/** What of the window is open: for now, or as the settings keep it. */
export class WindowLayout {
  readonly #settings: Settings
  readonly #narrow = new MediaQuery(OVERLAY)
  #overlayOpen = $state(false)
  #renaming = $state<string | null>(null)
  #page = $state.raw<Page>(CHAT)

  constructor(settings: Settings) {
    this.#settings = settings
  }

  get isNarrow(): boolean {
    return this.#narrow.current
  }

  get sidebarShown(): boolean {
    return this.isNarrow ? this.#overlayOpen : this.#settings.sidebarVisible
  }

  get page(): Page {
    return this.#page
  }

  show(page: Page): void {
    this.#page = page
    this.closeOverlay()
  }

  showChat(): void {
    this.show(CHAT)
  }

  /** The conversation whose title is being edited. */
  get renaming(): string | null {
    return this.#renaming
  }

  async toggleSidebar(): Promise<void> {
    if (this.isNarrow) this.#overlayOpen = !this.#overlayOpen
    else await this.#settings.update({ sidebarVisible: !this.#settings.sidebarVisible })
  }

  closeOverlay(): void {
    this.#overlayOpen = false
  }

  async startRenaming(id: string): Promise<void> {
    if (!this.sidebarShown) await this.toggleSidebar()
    this.#renaming = id
  }

  stopRenaming(): void {
    this.#renaming = null
  }
}
