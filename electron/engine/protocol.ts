import { z } from 'zod'
import { Backend, EngineDetails } from '../../shared/model/engine-status.ts'
import { Priority } from './priority.ts'
import { Rung } from './rung.ts'
import { Sampling } from './sampling.ts'

/*
 * The messages between main and the engine process. Both sides parse what they receive: a message that does not
 * fit is a bug or a foreign hand, and throws.
 */

export const GenerateMessage = z.object({
  type: z.literal('generate'),
  id: z.int(),
  request: z.object({
    turns: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })).readonly(),
    systemPrompt: z.string(),
    sampling: Sampling,
    priority: Priority,
    /** Any name of the conversation that this is a turn of: its sequence is continued, however early a message was edited. */
    conversation: z.string().optional(),
  }),
})
export type GenerateMessage = z.infer<typeof GenerateMessage>

/** Beginnings of questions that are kept evaluated, in files of this folder alone. */
export const PromptStarts = z.object({ folder: z.string(), systemPrompt: z.string(), texts: z.array(z.string()) })
export type PromptStarts = z.infer<typeof PromptStarts>

/** Main to engine. A process loads one model, once; another model gets another process. */
export const ToEngine = z.discriminatedUnion('type', [
  /** `maxThreads` null: as many as suit the machine. */
  z.object({
    type: z.literal('load'),
    path: z.string(),
    maxThreads: z.int().positive().nullable(),
    /** Null: what the model was trained for, or less where memory asks for it. */
    contextSize: z.int().positive().nullable(),
    rung: Rung,
    starts: PromptStarts.optional(),
  }),
  /** Instead of loading: which graphics cards are there? */
  z.object({ type: z.literal('look'), backend: Backend }),
  GenerateMessage,
  /** How many tokens has each of these? Ids are those of requests, and `stop` ends it. */
  z.object({ type: z.literal('count'), id: z.int(), texts: z.array(z.string()) }),
  z.object({ type: z.literal('stop'), id: z.int() }),
  z.object({ type: z.literal('ping') }),
  /** Stop what runs, then leave. */
  z.object({ type: z.literal('exit') }),
])
export type ToEngine = z.infer<typeof ToEngine>

const Share = z.number().min(0).max(1)

const Speed = z.number().nonnegative().nullable()

/** What is known of a reply while it grows, measured where the tokens are made. */
const Written = z.object({ tokens: z.int().nonnegative(), tokensPerSecond: Speed })

export const Outcome = z.discriminatedUnion('reason', [
  Written.extend({
    reason: z.enum(['end', 'length', 'repetition', 'stopped']),
    /** Null when too little of the prompt was evaluated alone to tell. */
    promptTokensPerSecond: Speed,
  }),
  z.object({ reason: z.literal('prompt-too-long'), promptTokens: z.int(), limit: z.int() }),
  /** `detail` is for the log: it holds no text of the conversation. */
  z.object({ reason: z.literal('error'), detail: z.string() }),
])
export type Outcome = z.infer<typeof Outcome>

/** `no-device`: the rung's kind of graphics card is not there. `template`: the one for conversations has no end. */
export const LoadFailure = z.enum(['memory', 'model', 'template', 'no-device'])
export type LoadFailure = z.infer<typeof LoadFailure>

/** Graphics cards as their driver names them, none when there is none; their memory in bytes. */
export const Cards = z.object({
  cards: z.array(z.string()),
  totalBytes: z.number().nonnegative(),
  freeBytes: z.number().nonnegative(),
})
export type Cards = z.infer<typeof Cards>

/** Engine to main. */
export const FromEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load-progress'), progress: Share }),
  z.object({
    type: z.literal('loaded'),
    device: z.string(),
    contextSize: z.int().positive(),
    details: EngineDetails,
    /** It has room for one conversation first, and gets room for the others when nobody asks. */
    widens: z.boolean(),
  }),
  /** It is getting it now, which takes memory as loading does. */
  z.object({ type: z.literal('widening') }),
  /** It has room for as many now. */
  z.object({ type: z.literal('widened'), sequences: z.int().positive() }),
  z.object({ type: z.literal('load-failed'), failure: LoadFailure, detail: z.string() }),
  Cards.extend({ type: z.literal('cards') }),
  /** The prompt has `promptTokens`; the first `reusedTokens` are still in the context from before. */
  z.object({ type: z.literal('prompt'), id: z.int(), promptTokens: z.int(), reusedTokens: z.int() }),
  z.object({ type: z.literal('reading'), id: z.int(), progress: Share }),
  Written.extend({ type: z.literal('text'), id: z.int(), text: z.string() }),
  z.object({ type: z.literal('done'), id: z.int(), outcome: Outcome }),
  /** Null when it was stopped, or failed: that is in the log. */
  z.object({ type: z.literal('counted'), id: z.int(), counts: z.array(z.int().nonnegative()).nullable() }),
  z.object({ type: z.literal('pong') }),
])
export type FromEngine = z.infer<typeof FromEngine>
