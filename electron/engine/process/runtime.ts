import type { Backend } from '../../../shared/model/engine-status.ts'
import type { Cards, FromEngine, GenerateMessage, LoadFailure, Outcome, ToEngine } from '../protocol.ts'

export type GenerateInput = GenerateMessage['request']

export type LoadInput = Omit<Extract<ToEngine, { type: 'load' }>, 'type'>
export type Loaded = Omit<Extract<FromEngine, { type: 'loaded' }>, 'type'>

/** What a model tells while it is loaded, and after. */
export interface LoadListener {
  progress(progress: number): void
  /** Gets room for further conversations. */
  widening(): void
  /** As many conversations have room now. */
  widened(sequences: number): void
  /** It can no longer be used: the process may end. */
  lost(error: unknown): void
}

/** What a generation tells while it works. */
export interface GenerationListener {
  prompt(size: { promptTokens: number; reusedTokens: number }): void
  reading(progress: number): void
  text(text: string, written: { tokens: number; tokensPerSecond: number | null }): void
}

/** What does the work in the engine process. `load` is called once, before anything else; or else only `look`. */
export interface Runtime {
  look(backend: Backend): Promise<Cards>
  load(input: LoadInput, listener: LoadListener): Promise<Loaded>
  /** Any number at once. An aborted `signal` ends it as `stopped` within one token or chunk of the prompt. */
  generate(input: GenerateInput, listener: GenerationListener, signal: AbortSignal): Promise<Outcome>
  /** Of each text by itself, without control tokens; null when it was stopped. */
  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null>
}

/** The model cannot be loaded, and trying again would not help. */
export class LoadError extends Error {
  readonly failure: LoadFailure

  constructor(failure: LoadFailure, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.failure = failure
  }
}
