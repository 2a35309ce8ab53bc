import type { JobPhase, PartView, SummaryWish } from '../../shared/model/summary-job.ts'
import type { PageRange, Summary } from '../../shared/model/summary.ts'
import type { Note } from './note.ts'

/** What was made of a stretch of text, kept under a key that names everything it depends on. */
export interface KeptNotes {
  readonly notes: readonly Note[]
  readonly evaluatedTokens: number
  readonly generatedTokens: number
  /** What the model said, while it is asked again about some of it; there are no notes yet. */
  readonly reply?: { readonly text: string; readonly cutOff: boolean } | undefined
}

/**
 * Where finished work is kept, so that it is never done twice: keys are made from the text, the wording of the prompt,
 * the model and the sampling. `put` is on disk when it returns, and throws where the disk is full.
 */
export interface NotesStore {
  get(key: string): KeptNotes | null
  put(key: string, notes: KeptNotes): void
}

/** What a summary is made with. */
export interface SummaryModel {
  readonly name: string
  /** Of the model file, in hexadecimal. */
  readonly sha256: string
}

export interface WorkProgress {
  readonly phase: JobPhase
  readonly parts: { readonly total: number; readonly done: number }
  readonly pages: PageRange | null
  readonly tokens: { readonly total: number; readonly done: number }
  readonly secondsLeft: number | null
}

export type SummaryEvent =
  /** How the text was divided; parts that were read before are done already. */
  | { readonly type: 'planned'; readonly parts: readonly PartView[] }
  | { readonly type: 'part'; readonly part: PartView }
  | { readonly type: 'progress'; readonly progress: WorkProgress }

/** Every end has the summary as far as it goes; null when not even the text was divided. */
export type SummaryEnd =
  | { readonly type: 'done'; readonly summary: Summary }
  | { readonly type: 'stopped'; readonly summary: Summary | null }
  | {
      readonly type: 'failed'
      readonly code: 'no-model' | 'model-failed' | 'engine' | 'disk-full' | 'unwritable' | 'no-text'
      readonly message: string
      readonly summary: Summary | null
    }

/** The work itself: ends soon after `signal` is aborted, and goes on from the same part when it is called again. */
export type Summarise<Text> = (
  document: Text,
  wish: SummaryWish,
  model: SummaryModel,
  signal: AbortSignal,
) => AsyncGenerator<SummaryEvent, SummaryEnd, undefined>
