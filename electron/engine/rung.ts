import { z } from 'zod'
import { Backend } from '../../shared/model/engine-status.ts'

/** One way to run a model on this computer: a step of the ladder from the fastest device down to the processor. */
export const Rung = z.object({
  backend: Backend,
  flashAttention: z.boolean(),
  /** Layers on the graphics card: all of them, as many as fit with the context, or none. A number is the most. */
  layers: z.union([z.enum(['all', 'fit', 'none']), z.int().positive()]),
  /** Null: what the model was trained for, or less where memory asks for it. */
  contextMax: z.int().positive().nullable(),
})
export type Rung = z.infer<typeof Rung>

/** Runs wherever there is memory enough. */
export const PROCESSOR_RUNG: Rung = { backend: 'cpu', flashAttention: false, layers: 'none', contextMax: null }
