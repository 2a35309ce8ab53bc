import { z } from 'zod'

/** A GGUF file that Agate can run. */
export const ModelFile = z.object({
  /** Absolute path on this computer. */
  path: z.string(),
  /** What people call it, for example "Gemma 2 2B" or "SmolLM2 135M (starter)". */
  name: z.string(),
  sizeBytes: z.int().nonnegative(),
  /** The small model that comes with Agate: quick, often wrong, and the window says so. */
  starter: z.boolean(),
})
export type ModelFile = z.infer<typeof ModelFile>

/** Why a file cannot be used as a model. */
export const MODEL_FILE_ERRORS = [
  'not-found',
  'not-a-file',
  'unreadable',
  'empty',
  'not-gguf',
  'truncated',
  'unsupported',
] as const
export type ModelFileErrorCode = (typeof MODEL_FILE_ERRORS)[number]
