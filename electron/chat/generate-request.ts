import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { GenerateRequest } from '../engine/engine.ts'
import type { Priority } from '../engine/priority.ts'
import { turnsOf, type Exchange } from './history.ts'

/** Of 8 easy answers 6 were right at 0, and of 24 at 0.2 and 0.7 with the same min-p 17 and 14. */
const STARTER_TEMPERATURE_MAX = 0

export interface RequestParts {
  readonly settings: ModelSettings
  readonly maxTokens: number
  readonly priority: Priority
  readonly conversation: string | undefined
  /** The small model that comes with Agate: it makes things up at a usual temperature. */
  readonly starter: boolean
}

/** What the engine is asked for one reply, as the settings of the model say. */
export function requestFor(exchanges: readonly Exchange[], parts: RequestParts): GenerateRequest {
  const { settings, maxTokens, priority, starter, conversation } = parts
  const { systemPrompt, topP, topK, minP, repeatPenalty, seed } = settings
  const temperature = starter ? Math.min(settings.temperature, STARTER_TEMPERATURE_MAX) : settings.temperature
  return {
    turns: turnsOf(exchanges),
    systemPrompt,
    sampling: { temperature, topP, topK, minP, repeatPenalty, seed, maxTokens },
    priority,
    conversation,
  }
}
