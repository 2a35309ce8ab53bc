import { z } from 'zod'
import { Backend } from '../../../shared/model/engine-status.ts'

/**
 * How a rung did with one model.
 *   works      loaded, answered sensibly, and faster than the processor (or it is the processor)
 *   slower     works, but the processor is faster
 *   nonsense   what it writes makes no sense
 *   crashed    the engine process died or hung while it was tried
 *   no-memory  the model does not fit there now
 *   failed     anything else that may be different at the next start
 */
export const Verdict = z.enum(['works', 'slower', 'nonsense', 'crashed', 'no-memory', 'failed'])
export type Verdict = z.infer<typeof Verdict>

export const Trial = z.object({
  /** The file, with its size and its time of change. */
  model: z.string(),
  rung: z.string(),
  verdict: Verdict,
  /** What it was doing when it crashed. */
  during: z.enum(['try', 'load', 'answer']).nullable(),
  /**
   * Of a short question with its reply, prompt and reply together; on the card and on the processor. Null: not
   * measured, also where the answer took longer than it may.
   */
  tokensPerSecond: z.number().nonnegative().nullable(),
  processorTokensPerSecond: z.number().nonnegative().nullable(),
  /** Of the ten questions; null where they were not asked. */
  right: z.int().nonnegative().nullable().default(null),
  /** The engine died there since. */
  doubtful: z.boolean().default(false),
})
export type Trial = z.infer<typeof Trial>

/** Of all cards of one kind, in bytes. */
const CardsMemory = z.object({ totalBytes: z.number().nonnegative(), freeBytes: z.number().nonnegative() })
export type CardsMemory = z.infer<typeof CardsMemory>

/** What is known of this computer's devices. */
export const Results = z.object({
  version: z.literal(1),
  /** Everything that could change how a rung does: system, drivers, engine, Agate. */
  surroundings: z.string(),
  /** The names of the cards of each kind that was looked for. */
  cards: z.partialRecord(Backend, z.array(z.string())),
  /** Their memory when they were looked for. */
  memory: z.partialRecord(Backend, CardsMemory).default({}),
  trials: z.array(Trial),
  /** Written before a model is loaded and removed after it: found at a start, that load ended everything. */
  loading: z.object({ model: z.string(), rung: z.string() }).nullable(),
  /** Models that ended the engine while they were loaded on the processor, how often, and the memory before it in bytes. */
  loads: z
    .array(
      z.object({
        model: z.string(),
        rung: z.string(),
        crashes: z.int().positive(),
        freeBytes: z.number().nonnegative(),
        totalBytes: z.number().nonnegative(),
      }),
    )
    .default([]),
  /** When the engine died on a card, in milliseconds since 1970. */
  crashes: z.array(z.object({ model: z.string(), rung: z.string(), at: z.number() })),
})
export type Results = z.infer<typeof Results>

/** What may be different the next time and is tried again then. */
const PASSING: readonly Verdict[] = ['no-memory', 'failed']

export function emptyResults(surroundings: string): Results {
  return { version: 1, surroundings, cards: {}, memory: {}, trials: [], loading: null, loads: [], crashes: [] }
}

/** The results worth keeping for the next start. */
export function lasting(results: Results): Results {
  return { ...results, trials: results.trials.filter(({ verdict }) => !PASSING.includes(verdict)) }
}
