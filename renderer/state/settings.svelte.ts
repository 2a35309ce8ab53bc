import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Settings as Values, SettingsPatch } from '../../shared/model/settings.ts'
import type { Result } from '../../shared/result.ts'

type Shown = Pick<Values, 'theme' | 'sidebarVisible' | 'firstRunDone'>

/** The settings the window itself follows. */
export class Settings {
  readonly #client: AgateClient['settings']
  #values = $state.raw<Shown>({
    theme: 'system',
    sidebarVisible: true,
    // Nothing is asked before it is known that it was never answered.
    firstRunDone: true,
  })

  constructor(client: AgateClient['settings']) {
    this.#client = client
  }

  get theme(): Values['theme'] {
    return this.#values.theme
  }

  get sidebarVisible(): boolean {
    return this.#values.sidebarVisible
  }

  get firstRunDone(): boolean {
    return this.#values.firstRunDone
  }

  async load(): Promise<Result<unknown>> {
    const loaded = await this.#client.get()
    if (loaded.ok) this.#values = loaded.value
    return loaded
  }

  /** Shown at once; when it cannot be saved it holds for this window. */
  async update(patch: Pick<SettingsPatch, keyof Shown>): Promise<Result<unknown>> {
    const { theme = this.theme, sidebarVisible = this.sidebarVisible, firstRunDone = this.firstRunDone } = patch
    this.#values = { theme, sidebarVisible, firstRunDone }
    return this.#client.update(patch)
  }
}
