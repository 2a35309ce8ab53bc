import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import type { LoadFailure } from '../protocol.ts'
import { PROCESSOR_RUNG, type Rung } from '../rung.ts'

export interface Choice {
  readonly rung: Rung
  /** Why no faster device is used, for the person; null when there is none, or none is known of. */
  readonly notFaster: string | null
  /** Why the model was not asked yet whether it makes sense, for the person; null when it was. */
  readonly unchecked: string | null
  /** Why the context is smaller than it could be, for the person; null when it is not. */
  readonly smaller: string | null
  /** Loading would be in vain on every rung: it ended the engine, or all of Agate, on the last one too. */
  readonly refused: boolean
}

/** Says on which rung a model is to be loaded, and learns from what became of it. */
export interface Ladder {
  choose(model: ModelFile, offload: ModelSettings['offload']): Choice
  /** Is about to be loaded, or to get room for its further conversations: known also after a crash that takes the whole computer down. */
  loading(model: ModelFile, rung: Rung): void
  /** `whole`: with room for all of its conversations. */
  loaded(model: ModelFile, rung: Rung, whole: boolean): void
  /** The process was ended on purpose, loaded or not. */
  ended(): void
  /** The process died or hung. True: the next choice is another rung, so it is worth starting again at once. */
  crashed(model: ModelFile, rung: Rung, during: 'load' | 'idle' | 'generate'): boolean
  /** Somebody wants the model tried again: that it could not be loaded on the processor is forgotten. */
  forgive(model: ModelFile): void
  /** It could not be loaded. True: the next choice is another rung. */
  failed(model: ModelFile, rung: Rung, failure: LoadFailure): boolean
}

/** The processor, as if nothing were known. */
export const PROCESSOR_CHOICE: Choice = {
  rung: PROCESSOR_RUNG,
  notFaster: null,
  unchecked: null,
  smaller: null,
  refused: false,
}

/** Where nothing is known of other devices. */
export const PROCESSOR_ONLY: Ladder = {
  choose: () => PROCESSOR_CHOICE,
  loading: () => undefined,
  loaded: () => undefined,
  ended: () => undefined,
  crashed: () => false,
  forgive: () => undefined,
  failed: () => false,
}
