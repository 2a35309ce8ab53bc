import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { QuickAction } from '../../shared/model/quick.ts'
import { languageName } from '../../shared/model/quick-prompt.ts'

/** The settings that the quick window follows. */
export class QuickPreferences {
  readonly #client: AgateClient['settings']
  #actions = $state.raw<readonly QuickAction[]>([])
  /** Null: the system's. */
  #chosenLanguage = $state<string | null>(null)
  #isPrivate = $state(false)

  constructor(client: AgateClient['settings']) {
    this.#client = client
  }

  get actions(): readonly QuickAction[] {
    // Asked for where it is shown, not at the start: the names of languages take a megabyte.
    return this.#actions.map(({ name, prompt }) => ({ name: name.replaceAll('{language}', this.language), prompt }))
  }
  /** What translations are into. */
  get language(): string {
    return this.#chosenLanguage ?? languageName(navigator.language)
  }
  get isPrivate(): boolean {
    return this.#isPrivate
  }

  async load(): Promise<void> {
    const settings = await this.#client.get()
    if (!settings.ok) return
    const { quickActions, quickLanguage, quickPrivate, theme } = settings.value
    this.#actions = quickActions
    this.#chosenLanguage = quickLanguage
    this.#isPrivate = quickPrivate
    document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
  }
}
