import { z } from 'zod'

/**
 * What the engine is doing.
 *   no-model    there is no model file to load
 *   starting    the engine process is being started
 *   loading     the model is being loaded; `progress` says how far
 *   ready       waits for a question
 *   reading     evaluates the prompt; `progress` says how far
 *   writing     generates
 *   resting     has freed its memory after a while without questions; the next one, or a look at the window, wakes it
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
  'resting',
  'restarting',
  'failed',
  'stopped',
])
export type EngineState = z.infer<typeof EngineState>

export const Backend = z.enum(['metal', 'cuda', 'vulkan', 'cpu'])
export type Backend = z.infer<typeof Backend>

const CardMemory = z.object({
  totalBytes: z.number().nonnegative(),
  usedBytes: z.number().nonnegative(),
  ownBytes: z.number().nonnegative(),
})
export type CardMemory = z.infer<typeof CardMemory>

/** How the loaded model really runs, as the engine process found it; never what was asked for. */
export const EngineDetails = z.object({
  backend: Backend,
  /** Graphics cards that take part, as their driver names them; empty on the processor. */
  cards: z.array(z.string()),
  layers: z.object({ offloaded: z.int().nonnegative(), total: z.int().nonnegative() }),
  threads: z.int().positive(),
  flashAttention: z.boolean(),
  /** Conversations that stay evaluated side by side, each with a context of its own. */
  sequences: z.int().positive(),
  /** Of the cards right after loading, in bytes: all there is, what is taken, and what of it this model took. Null on the processor. */
  cardMemory: CardMemory.nullable(),
  /** Tokens the model was trained to read at once; a smaller context is for want of memory or by the settings. */
  contextTrained: z.int().positive(),
})
export type EngineDetails = z.infer<typeof EngineDetails>

/** Code of the problem that the model stopped the engine again and again. */
export const MODEL_CRASHES = 'model-crashes'

export const EngineStatus = z.object({
  state: EngineState,
  model: z.object({ name: z.string(), sizeBytes: z.int(), starter: z.boolean() }).nullable(),
  /** 0 to 1 while loading or reading, else null. */
  progress: z.number().min(0).max(1).nullable(),
  /** Where the model really runs, for example "Processor, 2 threads". Null until it is loaded. */
  device: z.string().nullable(),
  /** Tokens the model can read at once; null until it is loaded. */
  contextSize: z.int().nullable(),
  /** Null until a model is loaded. */
  details: EngineDetails.nullable(),
  /** Why a faster device than this one is not used; null when there is none, or none is known of. */
  notFaster: z.string().nullable(),
  /** Why the model was not asked yet whether it makes sense; null when it was, or is too small to be asked. */
  unchecked: z.string().nullable(),
  /** Why the context is smaller than it could be, and what to do about it; null when it is not for crashes. */
  smaller: z.string().nullable(),
  /** Speed of the last reply, and of the last prompt, measured. */
  tokensPerSecond: z.number().nullable(),
  promptTokensPerSecond: z.number().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type EngineStatus = z.infer<typeof EngineStatus>
