import { z } from 'zod'

/** How one model is loaded and how it answers; every field with the default that suits Gemma 2 2B. */
export const ModelSettings = z.object({
  /** Tokens the model may read at once; null for as many as it was trained for and memory allows. */
  contextSize: z.int().min(512).max(131_072).nullable().default(null),
  /** Layers on the graphics card: as many as fit, none, or this many. */
  offload: z.union([z.enum(['auto', 'off']), z.int().min(1).max(999)]).default('auto'),
  /** Processor threads; null for as many as suit this computer. Never more than its physical cores are used. */
  threads: z.int().min(1).max(64).nullable().default(null),
  /** 0 always takes the likeliest word. */
  temperature: z.number().min(0).max(2).default(0.7),
  topP: z.number().min(0.01).max(1).default(0.95),
  /** Never 0: sorting the whole vocabulary costs 15 ms a token with Gemma's. */
  topK: z.int().min(1).max(1000).default(64),
  minP: z.number().min(0).max(1).default(0.1),
  /** 1 for none. */
  repeatPenalty: z.number().min(1).max(2).default(1.05),
  /** The same number gives the same answer; null for another one each time. */
  seed: z.int().min(0).max(4_294_967_295).nullable().default(null),
  /** Said to the model before every conversation; becomes part of the first question where a model has no system role. */
  systemPrompt: z.string().max(8000).default(''),
})
export type ModelSettings = z.infer<typeof ModelSettings>

export const MODEL_SETTINGS_DEFAULTS: ModelSettings = ModelSettings.parse({})

const fields = ModelSettings.shape

/** Fields to change. Without the defaults of the whole, which would otherwise fill in for every field left out. */
export const ModelSettingsPatch = z
  .object({
    contextSize: fields.contextSize.unwrap(),
    offload: fields.offload.unwrap(),
    threads: fields.threads.unwrap(),
    temperature: fields.temperature.unwrap(),
    topP: fields.topP.unwrap(),
    topK: fields.topK.unwrap(),
    minP: fields.minP.unwrap(),
    repeatPenalty: fields.repeatPenalty.unwrap(),
    seed: fields.seed.unwrap(),
    systemPrompt: fields.systemPrompt.unwrap(),
  })
  .partial()
export type ModelSettingsPatch = z.infer<typeof ModelSettingsPatch>
