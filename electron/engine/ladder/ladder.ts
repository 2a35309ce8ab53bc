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
}

/** Says on which rung a model is to be loaded, and learns from what became of it. */
export interface Ladder {
  choose(model: ModelFile, offload: ModelSettings['offload']): Choice
  /** Is about to be loaded: known also after a crash that takes the whole computer down. */
  loading(model: ModelFile, rung: Rung): void
  loaded(model: ModelFile, rung: Rung): void
  /** The process was ended on purpose, loaded or not. */
  ended(): void
  /** The process died or hung. True: the next choice is another rung, so it is worth starting again at once. */
  crashed(model: ModelFile, rung: Rung, during: 'load' | 'idle' | 'generate'): boolean
  /** It could not be loaded. True: the next choice is another rung. */
  failed(model: ModelFile, rung: Rung, failure: LoadFailure): boolean
}

/** Where nothing is known of other devices. */
export const PROCESSOR_ONLY: Ladder = {
  choose: () => ({ rung: PROCESSOR_RUNG, notFaster: null, unchecked: null }),
  loading: () => undefined,
  loaded: () => undefined,
  ended: () => undefined,
  crashed: () => false,
  failed: () => false,
}
