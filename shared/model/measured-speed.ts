import { z } from 'zod'

/** How fast a model file last was on this computer; measured while it answered, never estimated. */
export const MeasuredSpeed = z.object({
  /** Of the file that was measured: another file under the same path has not been measured yet. */
  sizeBytes: z.int().nonnegative(),
  tokensPerSecond: z.number().positive(),
  /** Of reading; null when the question was too short to tell. */
  promptTokensPerSecond: z.number().positive().nullable(),
  /** Where it ran then, for example "Processor, 2 threads". */
  device: z.string().nullable(),
})
export type MeasuredSpeed = z.infer<typeof MeasuredSpeed>
