import { tick } from 'svelte'
import { MediaQuery } from 'svelte/reactivity'
import { FocusReturn } from '../lib/focus-return.ts'
import { focusHeading, focusSidebarButton } from '../lib/regions.ts'
import type { Settings } from './settings.svelte.ts'
import type { SourcePanel } from './source-panel.svelte.ts'

/** Below this width the sidebar lies over the chat and closes after use. The styles use the same numbers. */
const NARROW = 'max-width: 860px'

/** Below this one there is no room for three columns: the source panel takes the place of the sidebar. */
const TWO_COLUMNS = 'max-width: 1120px'

/** What fills the window beside the sidebar. */
export type ModelPage = { readonly name: 'models' } | { readonly name: 'model-settings'; readonly path: string }
export type Page = { readonly name: 'chat' } | ModelPage

const CHAT: Page = { name: 'chat' }
const MODELS: Page = { name: 'models' }

/** What of the window is open: for now, or as the settings keep it. */
export class WindowLayout {
  readonly #settings: Settings
  readonly #source: SourcePanel
  readonly #narrow = new MediaQuery(NARROW)
  readonly #twoColumns = new MediaQuery(TWO_COLUMNS)
  readonly #focusBeforeOverlay = new FocusReturn()
  readonly #focusBeforeModels = new FocusReturn()
  readonly #focusBeforeSettings = new FocusReturn()
  readonly #focusBeforeRenaming = new FocusReturn()
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

  /** Goes to the models or on to the settings of one, with the focus. */
  async enter(page: ModelPage): Promise<void> {
    if (this.#page.name === 'chat') this.#focusBeforeModels.remember()
    if (page.name === 'model-settings') this.#focusBeforeSettings.remember()
    this.#show(page)
    await tick()
    focusHeading()
  }

  /** Goes back by one page; the focus goes back to where it was there. */
  async back(): Promise<void> {
    const isFromSettings = this.#page.name === 'model-settings'
    this.#show(isFromSettings ? MODELS : CHAT)
    await (isFromSettings ? this.#focusBeforeSettings : this.#focusBeforeModels).giveBack()
  }

  showChat(): void {
    this.#show(CHAT)
  }

  #show(page: Page): void {
    this.#page = page
    this.#overlayOpen = false
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
    if (this.sidebarOverlays) await this.#toggleOverlay()
    else await this.#settings.update({ sidebarVisible: !this.#settings.sidebarVisible })
    await tick()
    focusSidebarButton()
  }

  async #toggleOverlay(): Promise<void> {
    if (this.#overlayOpen) return this.closeOverlay()
    this.#focusBeforeOverlay.remember()
    this.#overlayOpen = true
  }

  async closeOverlay(): Promise<void> {
    this.#overlayOpen = false
    await this.#focusBeforeOverlay.giveBack()
  }

  async startRenaming(id: string): Promise<void> {
    this.#focusBeforeRenaming.remember()
    if (!this.sidebarShown) await this.toggleSidebar()
    this.#renaming = id
  }

  /** The focus goes back, unless a click elsewhere has already taken it from the field. */
  async stopRenaming(): Promise<void> {
    const isInField = document.activeElement !== document.body
    this.#renaming = null
    if (isInField) await this.#focusBeforeRenaming.giveBack()
  }
}
