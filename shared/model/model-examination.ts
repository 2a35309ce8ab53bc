import { z } from 'zod'

/** Whether the file of a model that stopped the engine again and again is still what it should be. */
export const ModelExamination = z.object({
  verdict: z.enum(['sound', 'damaged']),
  /** Whole sentences for the person: what was found, what is kept, what can be done. */
  message: z.string(),
  /** The catalogue has this file, so it can be downloaded again. */
  canFetch: z.boolean(),
})
export type ModelExamination = z.infer<typeof ModelExamination>
