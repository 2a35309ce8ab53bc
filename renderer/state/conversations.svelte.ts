import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Conversation } from '../../shared/model/conversation.ts'
import type { Result } from '../../shared/result.ts'

/** The list of conversations, newest activity first. */
export class Conversations {
  readonly #client: AgateClient['conversations']
  #list = $state.raw<readonly Conversation[]>([])
  #isLoaded = $state(false)
  #lastLoad = 0
  readonly #binned: string[] = []

  constructor(client: AgateClient['conversations']) {
    this.#client = client
  }

  get list(): readonly Conversation[] {
    return this.#list
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }

  find(id: string): Conversation | undefined {
    return this.#list.find((conversation) => conversation.id === id)
  }

  async load(): Promise<Result<unknown>> {
    const load = ++this.#lastLoad
    const loaded = await this.#client.list()
    // Answers may overtake each other; only the newest question's counts.
    if (loaded.ok && load === this.#lastLoad) {
      this.#list = loaded.value
      this.#isLoaded = true
    }
    return loaded
  }

  async rename(id: string, title: string): Promise<Result<unknown>> {
    const renamed = await this.#client.rename({ id, title })
    if (renamed.ok) await this.load()
    return renamed
  }

  async bin(id: string): Promise<Result<unknown>> {
    const binned = await this.#client.delete({ id })
    if (binned.ok) {
      this.#binned.push(id)
      await this.load()
    }
    return binned
  }

  /** What was deleted last in this window and has not been brought back. */
  get lastBinned(): string | undefined {
    return this.#binned.at(-1)
  }

  async restore(id: string): Promise<Result<unknown>> {
    const restored = await this.#client.restore({ id })
    const index = this.#binned.lastIndexOf(id)
    // Also when it could not be brought back: trying for ever would hide the one deleted before it.
    if (index >= 0) this.#binned.splice(index, 1)
    if (restored.ok) await this.load()
    return restored
  }
}
