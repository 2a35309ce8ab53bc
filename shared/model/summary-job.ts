import { z } from 'zod'
import { Id } from './id.ts'
import { PageRange, Point, Summary, SummaryLength, SummaryMode } from './summary.ts'

/** What is to be made of a document. */
export const SummaryWish = z.object({
  mode: SummaryMode,
  length: SummaryLength,
  /** BCP 47, or null for the language of the document. */
  language: z.string().max(35).nullable(),
})
export type SummaryWish = z.infer<typeof SummaryWish>

/**
 *   waiting  others go first, or there is no model yet
 *   running  being made
 *   paused   stopped by somebody, or by an end of Agate; goes on from the same part
 *   failed   it cannot go on as things are; `problem` says why. What was read is kept
 *   done     the summary is there
 */
export const JobState = z.enum(['waiting', 'running', 'paused', 'failed', 'done'])
export type JobState = z.infer<typeof JobState>

/** What a running job does: `planning` divides the text into parts, `merging` puts the notes together. */
export const JobPhase = z.enum(['planning', 'reading', 'merging'])
export type JobPhase = z.infer<typeof JobPhase>

/** Small enough to be sent four times a second. */
export const JobProgress = z.object({
  documentId: Id,
  state: JobState,
  phase: JobPhase.nullable(),
  parts: z.object({ total: z.int().nonnegative(), done: z.int().nonnegative() }),
  /** Pages of the parts that are being read. */
  pages: PageRange.nullable(),
  /** Tokens of all work of this job, and how many of them are done. */
  tokens: z.object({ total: z.int().nonnegative(), done: z.int().nonnegative() }),
  /** Worked so far, and expected from here on; null while too little is known. */
  seconds: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type JobProgress = z.infer<typeof JobProgress>

/** A stretch of the document that the model reads at once. */
export const PartView = z.object({
  /** From 0. */
  index: z.int().nonnegative(),
  /** Its headings, or empty. */
  title: z.string(),
  pages: PageRange,
  state: z.enum(['pending', 'running', 'done']),
  /** Checked against their sentences; empty until the part is done. */
  points: z.array(Point),
})
export type PartView = z.infer<typeof PartView>

/** Everything there is of one summary, finished or not. */
export const JobView = z.object({
  wish: SummaryWish,
  progress: JobProgress,
  parts: z.array(PartView),
  /** Once it is done, or as far as it goes. */
  summary: Summary.nullable(),
})
export type JobView = z.infer<typeof JobView>

/** What a summary would take, before it is begun. Null: not known before the model has answered once. */
export const SummaryEstimate = z.object({
  parts: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
  seconds: z.number().nonnegative().nullable(),
})
export type SummaryEstimate = z.infer<typeof SummaryEstimate>
