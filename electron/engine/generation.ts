import type { GenerateEnd, GenerateRequest } from './engine.ts'
import { EventQueue } from './event-queue.ts'
import type { GenerationMessage } from './engine-session.ts'
import { messageFor } from './problems.ts'
import type { Outcome } from './protocol.ts'

/** One request to the engine, from being asked to its end: what is known of it, and its events. */
export class Generation {
  readonly id: number
  readonly request: GenerateRequest
  readonly queue = new EventQueue()
  /** Processes that it was given to. */
  posts = 0
  #phase: 'waiting' | 'reading' | 'writing' = 'waiting'
  #progress = 0
  #promptTokens = 0
  #reusedTokens = 0
  #tokens = 0
  #tokensPerSecond: number | null = null
  #promptTokensPerSecond: number | null = null

  constructor(id: number, request: GenerateRequest) {
    this.id = id
    this.request = request
  }

  get ended(): boolean {
    return this.queue.ended
  }

  /** What the engine does with it; `waiting` until its prompt is looked at. */
  get phase(): 'waiting' | 'reading' | 'writing' {
    return this.#phase
  }

  /** Share of what is being read that is evaluated. */
  get progress(): number {
    return this.#progress
  }

  get promptTokensPerSecond(): number | null {
    return this.#promptTokensPerSecond
  }

  get tokensPerSecond(): number | null {
    return this.#tokensPerSecond
  }

  /** Takes what the engine tells before the end. */
  receive(message: Exclude<GenerationMessage, { type: 'done' }>): void {
    if (message.type === 'prompt') {
      this.#phase = 'reading'
      this.#promptTokens = message.promptTokens
      this.#reusedTokens = message.reusedTokens
      // The first chunk may take a second, in which it is being read and waits for nobody.
      this.queue.push({ type: 'reading', progress: 0 })
    } else if (message.type === 'reading') {
      this.#phase = 'reading'
      this.#progress = message.progress
      // Once there is text the question was read: that both are read again is the engine's status, and no part of the reply.
      if (this.#tokens === 0) this.queue.push({ type: 'reading', progress: message.progress })
    } else {
      this.#phase = 'writing'
      this.#tokens = message.tokens
      this.#tokensPerSecond = message.tokensPerSecond
      this.queue.push({ type: 'text', text: message.text, tokens: message.tokens })
    }
  }

  finish(outcome: Outcome, ran: RanOn): void {
    if (outcome.reason === 'prompt-too-long') {
      this.queue.end(outcome)
    } else if (outcome.reason === 'error') {
      this.fail('error')
    } else {
      this.#tokens = outcome.tokens
      this.#tokensPerSecond = outcome.tokensPerSecond
      this.#promptTokensPerSecond = outcome.promptTokensPerSecond
      this.#endWritten(outcome.reason, ran)
    }
  }

  /** Stopped by somebody: ends at once with what is known, whatever the engine still does. */
  stopped(ran: RanOn): void {
    this.#endWritten('stopped', ran)
  }

  fail(reason: 'engine-crash' | 'engine-hang' | 'error'): void {
    this.queue.end({ reason, message: messageFor(reason) })
  }

  refuse(refusal: GenerateEnd & { reason: 'no-model' | 'model-failed' }): void {
    this.queue.end(refusal)
  }

  #endWritten(reason: 'end' | 'length' | 'repetition' | 'stopped', { model, device, contextSize }: RanOn): void {
    this.queue.end({
      reason,
      promptTokens: this.#promptTokens,
      reusedTokens: this.#reusedTokens,
      tokens: this.#tokens,
      tokensPerSecond: this.#tokensPerSecond,
      model,
      device,
      contextSize,
    })
  }
}

export interface RanOn {
  readonly model: string
  readonly device: string
  /** Tokens that could be read at once; null where that is not known. */
  readonly contextSize: number | null
}
