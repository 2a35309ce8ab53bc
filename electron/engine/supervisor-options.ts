import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { EngineLog, SpawnEngine } from './engine-process.ts'
import type { Ladder } from './ladder/ladder.ts'
import type { EngineLimits } from './limits.ts'
import type { PromptStarts } from './protocol.ts'

export interface SupervisorOptions {
  readonly spawn: SpawnEngine
  readonly log: EngineLog
  readonly limits?: Partial<EngineLimits>
  /** Of the model in this file, read whenever it is loaded. */
  readonly settings?: (path: string) => Pick<ModelSettings, 'contextSize' | 'threads' | 'offload'>
  /** Beginnings of questions that are to be kept evaluated, read whenever a model is loaded. */
  readonly starts?: (path: string) => PromptStarts
  /** Absent: the processor. */
  readonly ladder?: Ladder
}
