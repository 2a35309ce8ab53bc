import { err, ok, type Result } from '../../shared/result.ts'
import type { ModelFile, ModelFileErrorCode } from '../../shared/model/model-file.ts'
import type { Engine } from '../engine/engine.ts'
import type { NoticeBoard } from '../notice-board.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { CheckedModel } from './model-check.ts'
import type { ModelLibrary } from './model-library.ts'

const PROBLEM_NOTICE = 'model-chosen'

const BUSY = err(
  'busy',
  'Agate is answering with another model. Nothing was changed; stop that answer or wait for its end, and try again.',
)

/** Which model the engine runs: the chosen one, the best one, or for one answer a borrowed one. */
export class ModelInUse {
  readonly #library: ModelLibrary
  readonly #engine: Engine
  readonly #settings: SettingsService
  readonly #notices: NoticeBoard
  #current: ModelFile | null = null

  constructor(library: ModelLibrary, engine: Engine, settings: SettingsService, notices: NoticeBoard) {
    this.#library = library
    this.#engine = engine
    this.#settings = settings
    this.#notices = notices
  }

  /** The file that the engine was given last. */
  get current(): ModelFile | null {
    return this.#current
  }

  list(): Promise<CheckedModel[]> {
    return this.#library.list()
  }

  check(path: string): Promise<Result<ModelFile, ModelFileErrorCode>> {
    return this.#library.check(path)
  }

  /** Gives the engine the model it should run now; says so when that is not the chosen one. */
  async apply(): Promise<void> {
    const { model, problem } = await this.#library.current()
    if (problem === null) {
      this.#notices.dismiss(PROBLEM_NOTICE)
    } else {
      const title = 'The chosen model cannot be used'
      this.#notices.add({ id: PROBLEM_NOTICE, tone: 'amber', title, message: problem.message })
    }
    this.#give(model)
  }

  /** Checks a file, remembers it as the chosen one and loads it. */
  async use(path: string): Promise<Result<ModelFile, ModelFileErrorCode | 'busy'>> {
    const check = await this.#library.check(path)
    if (!check.ok) return check
    if (this.isAnswering) return BUSY
    this.#settings.update({ modelPath: path })
    await this.apply()
    return check
  }

  /** Loads another file until the returned function is called. */
  async borrow(path: string): Promise<Result<() => void, ModelFileErrorCode | 'busy'>> {
    const check = await this.#library.check(path)
    if (!check.ok) return check
    if (this.isAnswering) return BUSY
    this.#give(check.value)
    return ok(() => {
      void this.apply()
    })
  }

  #give(model: ModelFile | null): void {
    this.#current = model
    this.#engine.useModel(model)
  }

  get isAnswering(): boolean {
    const { state } = this.#engine.status()
    return state === 'reading' || state === 'writing'
  }
}
