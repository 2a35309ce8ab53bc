import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Notice } from '../../shared/model/notice.ts'
import type { Result } from '../../shared/result.ts'

/** What must be known about Agate itself, until it is dismissed. */
export class Notices {
  readonly #client: AgateClient['app']
  #list = $state.raw<readonly Notice[]>([])

  constructor(client: AgateClient['app']) {
    this.#client = client
  }

  get list(): readonly Notice[] {
    return this.#list
  }

  async load(): Promise<Result<unknown>> {
    const loaded = await this.#client.notices()
    if (loaded.ok) this.#list = loaded.value
    return loaded
  }

  async dismiss(id: string): Promise<Result<unknown>> {
    this.#list = this.#list.filter((notice) => notice.id !== id)
    return this.#client.dismissNotice({ id })
  }
}
