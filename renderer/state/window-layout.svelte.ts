import { MediaQuery } from 'svelte/reactivity'
import type { Settings } from './settings.svelte.ts'

/** Below this width the sidebar lies over the chat and closes after use. The styles use the same number. */
const OVERLAY = 'max-width: 860px'

/** What of the window is open: for now, or as the settings keep it. */
export class WindowLayout {
  readonly #settings: Settings
  readonly #narrow = new MediaQuery(OVERLAY)
  #overlayOpen = $state(false)
  #renaming = $state<string | null>(null)

  constructor(settings: Settings) {
    this.#settings = settings
  }

  get isNarrow(): boolean {
    return this.#narrow.current
  }

  get sidebarShown(): boolean {
    return this.isNarrow ? this.#overlayOpen : this.#settings.sidebarVisible
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
