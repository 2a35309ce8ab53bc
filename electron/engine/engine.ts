import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { Priority } from './priority.ts'
import type { Sampling } from './sampling.ts'

export interface ChatTurn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

export interface GenerateRequest {
  /** Oldest first; ends with the user's question. */
  readonly turns: readonly ChatTurn[]
  /** Folded into the first user turn where the model's template has no system role. Empty for none. */
  readonly systemPrompt: string
  readonly sampling: Sampling
  readonly priority: Priority
  /** A name of the conversation that goes on in the same sequence. None for what is asked once, and goes by what is held. */
  readonly conversation?: string | undefined
}

export type EngineEvent =
  /** Share of the prompt that is evaluated, 0 to 1. */
  | { readonly type: 'reading'; readonly progress: number }
  /** `tokens`: of the reply, up to the end of this text. */
  | { readonly type: 'text'; readonly text: string; readonly tokens: number }

/** How one generation ended. Cancelling is a normal end: `stopped`. */
export type GenerateEnd =
  | {
      readonly reason: 'end' | 'length' | 'repetition' | 'stopped'
      readonly promptTokens: number
      /** Of the prompt: what did not have to be evaluated, because the engine still held it. */
      readonly reusedTokens: number
      readonly tokens: number
      readonly tokensPerSecond: number | null
      readonly model: string
      readonly device: string
      /** Tokens that could be read at once; null where nothing was loaded. */
      readonly contextSize: number | null
    }
  /** Nothing was evaluated: the prompt alone has `promptTokens`, of which `limit` fit. */
  | { readonly reason: 'prompt-too-long'; readonly promptTokens: number; readonly limit: number }
  /** The engine is not there: nothing to load, or the model cannot be loaded. `message` is for the person. */
  | { readonly reason: 'no-model' | 'model-failed'; readonly message: string }
  /** The engine process died, hung or threw while it worked on this request; what it sent before counts. */
  | { readonly reason: 'engine-crash' | 'engine-hang' | 'error'; readonly message: string }

/** The only thing the rest of Agate knows of the engine. Any number of generations at once: they go by priority. */
export interface Engine {
  status(): EngineStatus
  /** Something was asked that has not ended; it may still wait for its model. */
  readonly isAsked: boolean
  /** Calls the listener after each change of status; returns how to stop that. */
  onStatus(listener: (status: EngineStatus) => void): () => void
  /** Makes this the model in use: loads it now if the engine runs, and at every restart. Null: there is none. */
  useModel(model: ModelFile | null): void
  /** Starts again after `failed`. */
  retry(): void
  /** A question may come soon: loads the model again if it rests. */
  warm(): void
  /** The computer was asleep, and graphics drivers rarely survive that: starts anew where one is used. */
  wake(): void
  /** The settings of the model in use changed: loads it anew with them, as soon as nothing is asked. */
  reload(): void
  /** More is known of this computer's devices: moves to a better one as soon as nothing is asked. */
  devicesChanged(): void
  /** Waits for the model to be loaded. Aborting `signal` ends it as `stopped` within one token or chunk. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, GenerateEnd, undefined>
  /**
   * How many tokens of the model each text has by itself; what looks like one of its control tokens is text. Waits for
   * the model to be loaded. Null when `signal` is aborted, when the engine is not there: `status` says why, or when it
   * failed.
   */
  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null>
  /** Ends the engine process; no event follows. */
  close(): Promise<void>
}
