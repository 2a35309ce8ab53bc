import type { AgateClient } from '../../shared/ipc/contract.ts'
import {
  MODEL_SETTINGS_DEFAULTS,
  type ModelSettings,
  type ModelSettingsPatch,
} from '../../shared/model/model-settings.ts'
import type { Result } from '../../shared/result.ts'

/** The settings of one model file while somebody looks at them. */
export class ModelTuning {
  readonly path: string
  readonly #client: AgateClient['models']
  #values = $state.raw<ModelSettings | null>(null)

  constructor(client: AgateClient['models'], path: string) {
    this.#client = client
    this.path = path
  }

  /** Null until they were read. */
  get values(): ModelSettings | null {
    return this.#values
  }

  async load(): Promise<Result<unknown>> {
    return this.#take(await this.#client.settings({ path: this.path }))
  }

  async change(patch: ModelSettingsPatch): Promise<Result<unknown>> {
    return this.#take(await this.#client.changeSettings({ path: this.path, patch }))
  }

  reset(): Promise<Result<unknown>> {
    return this.change({ ...MODEL_SETTINGS_DEFAULTS })
  }

  #take(answer: Result<ModelSettings>): Result<unknown> {
    if (answer.ok) this.#values = answer.value
    return answer
  }
}
