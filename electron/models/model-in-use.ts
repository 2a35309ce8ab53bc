import { err, ok, type Result } from '../../shared/result.ts'
import type { ModelFile, ModelFileErrorCode } from '../../shared/model/model-file.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import type { Engine } from '../engine/engine.ts'
import { modelKey } from '../engine/ladder/model-key.ts'
import type { NoticeBoard } from '../notice-board.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { CheckedModel } from './model-check.ts'
import type { ModelLibrary } from './model-library.ts'

const PROBLEM_NOTICE = 'model-chosen'

const BUSY = err(
  'busy',
  'Agate is answering with another model. Nothing was changed; stop that answer or wait for its end, and try again.',
)

export interface ModelInUseOptions {
  readonly library: ModelLibrary
  readonly engine: Engine
  readonly settings: SettingsService
  readonly notices: NoticeBoard
  /** Another model is in use. */
  readonly changed: () => void
}

/** Which model the engine runs: the chosen one, the best one, or for one answer a borrowed one. */
export class ModelInUse {
  readonly #library: ModelLibrary
  readonly #engine: Engine
  readonly #settings: SettingsService
  readonly #notices: NoticeBoard
  readonly #changed: () => void
  #current: CheckedModel | null = null
  /** Of its file as it was when the engine got it. */
  #key: string | null = null
  #isBorrowed = false
  /** Another model is to be given to the engine once its answer has ended. */
  #isDue = false
  #lastApplied: Promise<void> = Promise.resolve()

  constructor({ library, engine, settings, notices, changed }: ModelInUseOptions) {
    this.#library = library
    this.#engine = engine
    this.#settings = settings
    this.#notices = notices
    this.#changed = changed
    engine.onStatus(() => {
      if (this.#isDue && !this.isAnswering) void this.apply()
    })
  }

  /** The file that the engine was given last. */
  get current(): CheckedModel | null {
    return this.#current
  }

  list(): Promise<CheckedModel[]> {
    return this.#library.list()
  }

  check(path: string): Promise<Result<ModelFile, ModelFileErrorCode>> {
    return this.#library.check(path)
  }

  /**
   * Gives the engine the model it should run now; says so when that is not the chosen one. No answer is cut off for it:
   * then the engine gets it when the answer has ended, or when what was borrowed is given back.
   */
  apply(): Promise<void> {
    // One after the other, or an older choice whose files took longer to look at would replace a newer one.
    const applied = this.#lastApplied.then(() => this.#apply())
    this.#lastApplied = applied.catch(() => undefined)
    return applied
  }

  async #apply(): Promise<void> {
    const { model, problem } = await this.#library.current()
    if (problem === null) {
      this.#notices.dismiss(PROBLEM_NOTICE)
    } else {
      const title = 'The chosen model cannot be used'
      this.#notices.add({ id: PROBLEM_NOTICE, tone: 'amber', title, message: problem.message })
    }
    if (this.#isBorrowed) return
    this.#isDue = this.isAnswering
    if (!this.#isDue) this.#give(model)
  }

  /** Checks a file, remembers it as the chosen one and loads it. */
  async use(path: string): Promise<Result<ModelFile, ModelFileErrorCode | SettingsErrorCode | 'busy'>> {
    const check = await this.#library.check(path)
    if (!check.ok) return check
    if (this.isAnswering || this.#isBorrowed) return BUSY
    const saved = this.#settings.update({ modelPath: path })
    if (!saved.ok) return saved
    await this.apply()
    return check
  }

  /** Loads another file until the returned function is called. */
  async borrow(path: string): Promise<Result<() => void, ModelFileErrorCode | 'busy'>> {
    const check = await this.#library.check(path)
    if (!check.ok) return check
    // What waits for its model would be answered by this one.
    if (this.#engine.isAsked || this.#isBorrowed) return BUSY
    this.#isBorrowed = true
    this.#give(check.value)
    return ok(() => {
      this.#isBorrowed = false
      void this.apply()
    })
  }

  #give(model: CheckedModel | null): void {
    const isOther = model?.path !== this.#current?.path
    const key = model === null ? null : modelKey(model.path)
    // A download took the place of a file that was no download: the engine knows the path already.
    const isReplaced = !isOther && key !== this.#key
    const isLoadedAnyway = this.#engine.status().state === 'failed'
    this.#current = model
    this.#key = key
    this.#engine.useModel(model)
    if (isReplaced && !isLoadedAnyway) this.#engine.reload()
    if (isOther || isReplaced) this.#changed()
  }

  get isAnswering(): boolean {
    const { state } = this.#engine.status()
    return state === 'reading' || state === 'writing'
  }
}
