import { z } from 'zod'

/**
 * What the engine is doing.
 *   no-model    there is no model file to load
 *   starting    the engine process is being started
 *   loading     the model is being loaded; `progress` says how far
 *   ready       waits for a question
 *   reading     evaluates the prompt; `progress` says how far
 *   writing     generates
 *   restarting  died or hung, and is being started again
 *   failed      cannot run this model; `problem` says why and what to do
 *   stopped     shut down
 */
export const EngineState = z.enum([
  'no-model',
  'starting',
  'loading',
  'ready',
  'reading',
  'writing',
  'restarting',
  'failed',
  'stopped',
])
export type EngineState = z.infer<typeof EngineState>

export const EngineStatus = z.object({
  state: EngineState,
  model: z.object({ name: z.string(), sizeBytes: z.int(), starter: z.boolean() }).nullable(),
  /** 0 to 1 while loading or reading, else null. */
  progress: z.number().min(0).max(1).nullable(),
  /** Where the model really runs, for example "Processor, 2 threads". Null until it is loaded. */
  device: z.string().nullable(),
  /** Tokens the model can read at once; null until it is loaded. */
  contextSize: z.int().nullable(),
  /** Speed of the last reply, measured. */
  tokensPerSecond: z.number().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type EngineStatus = z.infer<typeof EngineStatus>
