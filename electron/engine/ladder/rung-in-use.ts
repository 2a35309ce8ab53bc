import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import type { LoadFailure } from '../protocol.ts'
import type { Rung } from '../rung.ts'
import { type Choice, type Ladder, PROCESSOR_ONLY } from './ladder.ts'

type Offload = ModelSettings['offload']

/** The rung of the engine process that runs: tells the ladder what becomes of it. */
export class RungInUse {
  readonly #ladder: Ladder
  #loaded: { readonly model: ModelFile; readonly rung: Rung } | null = null
  #isWidening = false

  constructor(ladder: Ladder = PROCESSOR_ONLY) {
    this.#ladder = ladder
  }

  /** A process is about to load the model. */
  begin(model: ModelFile, offload: Offload): Choice {
    const choice = this.#ladder.choose(model, offload)
    this.#loaded = { model, rung: choice.rung }
    this.#isWidening = false
    if (!choice.refused) this.#ladder.loading(model, choice.rung)
    return choice
  }

  /** `whole`: with room for all of its conversations. */
  loaded(whole: boolean): void {
    this.#isWidening = false
    if (this.#loaded) this.#ladder.loaded(this.#loaded.model, this.#loaded.rung, whole)
  }

  /** It gets room for its further conversations: until it has it, that counts as loading. */
  widening(): void {
    this.#isWidening = true
    if (this.#loaded) this.#ladder.loading(this.#loaded.model, this.#loaded.rung)
  }

  get isWidening(): boolean {
    return this.#isWidening
  }

  /** The process is ended on purpose. */
  end(): void {
    if (this.#loaded) this.#ladder.ended()
    this.#loaded = null
    this.#isWidening = false
  }

  /** Whether the next process takes another rung. */
  failed(failure: LoadFailure): boolean {
    return this.#loaded !== null && this.#ladder.failed(this.#loaded.model, this.#loaded.rung, failure)
  }

  /** Whether the next process takes another rung. */
  crashed(during: 'load' | 'idle' | 'generate'): boolean {
    return this.#loaded !== null && this.#ladder.crashed(this.#loaded.model, this.#loaded.rung, during)
  }

  /** Somebody wants the model tried again. */
  forgive(model: ModelFile): void {
    this.#ladder.forgive(model)
  }

  /** What the ladder would choose now, and whether that is another rung than the one in use. */
  look(model: ModelFile, offload: Offload): Choice & { readonly isAnother: boolean } {
    const choice = this.#ladder.choose(model, offload)
    const rung = this.#loaded?.rung ?? choice.rung
    return { ...choice, isAnother: JSON.stringify(choice.rung) !== JSON.stringify(rung) }
  }
}
