import { z } from 'zod'

const Fault = z.enum(['exit', 'abort', 'hang', 'segv'])
export type Fault = z.infer<typeof Fault>

/** How a model does on the scripted graphics card; its answers there take no time where it works. `wrong`: fluent, and wrong. */
const CardBehaviour = z.enum(['works', 'abort', 'hang', 'nonsense', 'wrong', 'memory'])

/** What a scripted engine process does, as in the JSON file that AGATE_SCENARIO names. */
export const Scenario = z.object({
  contextSize: z.int().positive().default(8192),
  /** Prompts of more tokens (words) are refused. */
  promptLimit: z.int().positive().optional(),
  load: z
    .object({
      /** Time between two steps of progress. */
      delayMs: z.int().nonnegative().default(0),
      steps: z.int().positive().default(4),
      fault: Fault.optional(),
      /** The fault comes only with a context that may be larger than this. */
      faultAbove: z.int().nonnegative().default(0),
    })
    .prefault({}),
  /** A graphics card, with flash attention and without. Absent: there is none. */
  card: z.object({ name: z.string(), flash: CardBehaviour, plain: CardBehaviour }).optional(),
  /** The first whose `match` is in the question answers it. */
  replies: z.array(
    z.object({
      match: z.string().optional(),
      /** The tokens, or one that is written `times` times. `{time}` in a token becomes the milliseconds of its writing. */
      tokens: z.union([z.array(z.string()), z.object({ repeat: z.string(), times: z.int().positive() })]),
      /** Time before each token. */
      delayMs: z.int().nonnegative().default(0),
      /** The last token is written only once there is this file. */
      lastAfter: z.string().optional(),
      promptTokens: z.int().positive().optional(),
      reason: z.enum(['end', 'length', 'repetition']).default('end'),
      faultAfter: z.object({ tokens: z.int().nonnegative(), kind: Fault }).optional(),
    }),
  ),
})
export type Scenario = z.infer<typeof Scenario>
export type Reply = Scenario['replies'][number]
