import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Settings as Values, SettingsPatch } from '../../shared/model/settings.ts'
import type { Result } from '../../shared/result.ts'

/** The settings the window itself follows. */
export class Settings {
  readonly #client: AgateClient['settings']
  #values = $state.raw<Pick<Values, 'theme' | 'sidebarVisible'>>({ theme: 'system', sidebarVisible: true })

  constructor(client: AgateClient['settings']) {
    this.#client = client
  }

  get theme(): Values['theme'] {
    return this.#values.theme
  }

  get sidebarVisible(): boolean {
    return this.#values.sidebarVisible
  }

  async load(): Promise<Result<unknown>> {
    const loaded = await this.#client.get()
    if (loaded.ok) this.#values = loaded.value
    return loaded
  }

  /** Shown at once; when it cannot be saved it holds for this window. */
  async update(patch: Pick<SettingsPatch, 'theme' | 'sidebarVisible'>): Promise<Result<unknown>> {
    const { theme = this.theme, sidebarVisible = this.sidebarVisible } = patch
    this.#values = { theme, sidebarVisible }
    return this.#client.update(patch)
  }
}
