import type { AgateClient } from '../../shared/ipc/contract.ts'
import { DEFAULT_QUICK_ACTIONS, type HotkeyState, type QuickAction } from '../../shared/model/quick.ts'
import type { SettingsPatch } from '../../shared/model/settings.ts'

/** The settings of quick questions, while their dialog is open. */
export class QuickSettings {
  readonly #client: AgateClient
  #isOpen = $state(false)
  #hotkey = $state.raw<HotkeyState | null>(null)
  #recording = $state(false)
  #problem = $state<string | null>(null)
  #isPrivate = $state(false)
  #startsAtLogin = $state(false)
  #language = $state('')
  #actions = $state.raw<readonly QuickAction[]>([])
  #stop: () => void = () => undefined

  constructor(client: AgateClient) {
    this.#client = client
  }

  get isOpen(): boolean {
    return this.#isOpen
  }
  get hotkey(): HotkeyState | null {
    return this.#hotkey
  }
  get recording(): boolean {
    return this.#recording
  }
  /** Why the last change was not made. */
  get problem(): string | null {
    return this.#problem
  }
  get isPrivate(): boolean {
    return this.#isPrivate
  }
  /** Agate starts with the session, without a window. */
  get startsAtLogin(): boolean {
    return this.#startsAtLogin
  }
  /** Empty for the system's. */
  get language(): string {
    return this.#language
  }
  get actions(): readonly QuickAction[] {
    return this.#actions
  }

  open(): void {
    this.#isOpen = true
    this.#problem = null
    this.#stop = this.#client.quick.hotkeyChanged((hotkey) => {
      this.#hotkey = hotkey
    })
    void this.#load()
  }

  close(): void {
    if (this.#recording) this.record(false)
    this.#stop()
    this.#isOpen = false
  }

  record(recording: boolean): void {
    this.#recording = recording
    this.#problem = null
    void this.#client.quick.record({ recording })
  }

  async setHotkey(accelerator: string | null): Promise<void> {
    this.#recording = false
    const changed = await this.#client.quick.setHotkey({ accelerator })
    this.#problem = changed.ok ? null : changed.error.message
    if (changed.ok) this.#hotkey = changed.value
  }

  setPrivate(quickPrivate: boolean): Promise<void> {
    return this.#update({ quickPrivate })
  }

  async startAtLogin(on: boolean): Promise<void> {
    const changed = await this.#client.app.startAtLogin({ on })
    this.#problem = changed.ok ? null : changed.error.message
    await this.#load()
  }

  setLanguage(language: string): Promise<void> {
    return this.#update({ quickLanguage: language.trim() === '' ? null : language.trim() })
  }

  /** Saves the actions that say something; an empty one is on its way in or out. */
  setActions(actions: readonly QuickAction[]): Promise<void> {
    const whole = actions.filter(({ name, prompt }) => name.trim() !== '' && prompt.trim() !== '')
    // At once: a row that was gone until this is saved would take the focus, and what is being typed, with it.
    this.#actions = whole
    return this.#update({ quickActions: [...whole] })
  }

  resetActions(): Promise<void> {
    return this.#update({ quickActions: [...DEFAULT_QUICK_ACTIONS] })
  }

  async #update(patch: SettingsPatch): Promise<void> {
    const updated = await this.#client.settings.update(patch)
    this.#problem = updated.ok ? null : updated.error.message
    await this.#load()
  }

  async #load(): Promise<void> {
    const [hotkey, startsAtLogin, settings] = await Promise.all([
      this.#client.quick.hotkey(undefined),
      this.#client.app.startsAtLogin(undefined),
      this.#client.settings.get(undefined),
    ])
    if (hotkey.ok) this.#hotkey = hotkey.value
    if (startsAtLogin.ok) this.#startsAtLogin = startsAtLogin.value
    if (!settings.ok) return
    this.#isPrivate = settings.value.quickPrivate
    this.#language = settings.value.quickLanguage ?? ''
    this.#actions = settings.value.quickActions
  }
}
