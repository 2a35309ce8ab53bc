import { z } from 'zod'
import { ModelSettings } from '../../shared/model/model-settings.ts'

/** How the tokens of one reply are chosen, and how many there may be. The repeat penalty looks at the last 64. */
export const Sampling = ModelSettings.pick({
  temperature: true,
  topP: true,
  topK: true,
  minP: true,
  repeatPenalty: true,
  seed: true,
}).extend({ maxTokens: z.int().positive() })
export type Sampling = Readonly<z.infer<typeof Sampling>>
