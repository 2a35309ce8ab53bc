import { MediaQuery } from 'svelte/reactivity'
import type { Settings } from './settings.svelte.ts'
import type { SourcePanel } from './source-panel.svelte.ts'

/** Below this width the sidebar lies over the chat and closes after use. The styles use the same numbers. */
const NARROW = 'max-width: 860px'

/** Below this one there is no room for three columns: the source panel takes the place of the sidebar. */
const TWO_COLUMNS = 'max-width: 1120px'

/** What fills the window beside the sidebar. */
export type Page = { readonly name: 'chat' | 'models' } | { readonly name: 'model-settings'; readonly path: string }

const CHAT: Page = { name: 'chat' }

/** What of the window is open: for now, or as the settings keep it. */
export class WindowLayout {
  readonly #settings: Settings
  readonly #source: SourcePanel
  readonly #narrow = new MediaQuery(NARROW)
  readonly #twoColumns = new MediaQuery(TWO_COLUMNS)
  #overlayOpen = $state(false)
  #renaming = $state<string | null>(null)
  #page = $state.raw<Page>(CHAT)
  #keysShown = $state(false)

  constructor(settings: Settings, source: SourcePanel) {
    this.#settings = settings
    this.#source = source
  }

  get isNarrow(): boolean {
    return this.#narrow.current
  }

  /** Where a citation comes from is shown beside the conversation, or over it once it is asked for. */
  get sourceShown(): boolean {
    if (!this.#source.isOpen || this.#page.name !== 'chat') return false
    return !this.isNarrow || this.#source.isUnfolded || this.#source.place?.quote === null
  }

  /** The sidebar lies over the window, and goes after use. */
  get sidebarOverlays(): boolean {
    return this.isNarrow || (this.sourceShown && this.#twoColumns.current)
  }

  get sidebarShown(): boolean {
    return this.sidebarOverlays ? this.#overlayOpen : this.#settings.sidebarVisible
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

  /** The list of keys lies over the window. */
  get keysShown(): boolean {
    return this.#keysShown
  }

  showKeys(): void {
    this.#keysShown = true
  }

  hideKeys(): void {
    this.#keysShown = false
  }

  /** The conversation whose title is being edited. */
  get renaming(): string | null {
    return this.#renaming
  }

  async toggleSidebar(): Promise<void> {
    if (this.sidebarOverlays) this.#overlayOpen = !this.#overlayOpen
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
