import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { Result } from '../../shared/result.ts'

const UNKNOWN: EngineStatus = {
  state: 'starting',
  model: null,
  progress: null,
  device: null,
  contextSize: null,
  details: null,
  notFaster: null,
  unchecked: null,
  smaller: null,
  tokensPerSecond: null,
  promptTokensPerSecond: null,
  problem: null,
}

/** What the engine does, which model it has, and which others there are. */
export class Engine {
  readonly #client: AgateClient
  #status = $state.raw(UNKNOWN)
  #models = $state.raw<readonly ModelFile[]>([])
  #isChanging = $state(false)
  #told = false

  constructor(client: AgateClient) {
    this.#client = client
  }

  get status(): EngineStatus {
    return this.#status
  }

  /** Model files that Agate knows, the one in use first. */
  get models(): readonly ModelFile[] {
    return this.#models
  }

  /** A file is being picked or checked. */
  get isChanging(): boolean {
    return this.#isChanging
  }

  update(status: EngineStatus): void {
    this.#told = true
    this.#status = status
  }

  async load(): Promise<Result<unknown>> {
    const asked = await this.#client.engine.status()
    // An event that came meanwhile is newer than this answer.
    if (asked.ok && !this.#told) this.#status = asked.value
    return asked
  }

  async loadModels(): Promise<Result<unknown>> {
    const listed = await this.#client.models.list()
    if (listed.ok) this.#models = listed.value
    return listed
  }

  /** A question may come: an engine that rests is started, so that it is there when the question is typed. */
  warm(): void {
    if (this.#status.state === 'resting') void this.#client.engine.warm(undefined)
  }

  retry(): Promise<Result<unknown>> {
    return this.#client.engine.retry(undefined)
  }

  tryCards(): Promise<Result<unknown>> {
    return this.#client.engine.tryCards(undefined)
  }

  /** With the system's dialog; null when that was cancelled. */
  choose(): Promise<Result<ModelFile | null>> {
    return this.#change(() => this.#client.models.choose())
  }

  use(path: string): Promise<Result<unknown>> {
    return this.#change(() => this.#client.models.use({ path }))
  }

  async #change<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#isChanging = true
    try {
      const changed = await run()
      await this.loadModels()
      return changed
    } finally {
      this.#isChanging = false
    }
  }
}
