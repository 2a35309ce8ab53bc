import type { EngineEvent, GenerateEnd, GenerateRequest } from '../../electron/engine/engine.ts'
import { EventQueue } from '../../electron/engine/event-queue.ts'
import type { RanOn } from '../../electron/engine/generation.ts'

export type Finish = 'end' | 'length' | 'repetition' | 'stopped'

/** One generation of the scripted engine. The test says what the engine reads, writes and how it ends. */
export class ScriptedTurn {
  readonly request: GenerateRequest
  readonly signal: AbortSignal
  #queue = new EventQueue()
  #tokens = 0
  #promptTokens = 0
  readonly #ran: RanOn

  constructor(request: GenerateRequest, signal: AbortSignal, engine: RanOn) {
    this.request = request
    this.signal = signal
    this.#ran = engine
    for (const turn of request.turns) this.#promptTokens += turn.text.split(/\s+/u).length
  }

  get ended(): boolean {
    return this.#queue.ended
  }

  /** Progress of reading the prompt, 0 to 1. */
  read(progress: number): void {
    this.#queue.push({ type: 'reading', progress })
  }

  /** Each call counts as one token. */
  write(...tokens: readonly string[]): void {
    for (const text of tokens) {
      this.#tokens += 1
      this.#queue.push({ type: 'text', text, tokens: this.#tokens })
    }
  }

  finish(reason: Finish = 'end'): void {
    this.endWith({
      reason,
      promptTokens: this.#promptTokens,
      reusedTokens: 0,
      tokens: this.#tokens,
      tokensPerSecond: this.#tokens > 1 ? 20 : null,
      ...this.#ran,
    })
  }

  endWith(end: GenerateEnd): void {
    this.#queue.end(end)
  }

  events(): AsyncGenerator<EngineEvent, GenerateEnd, undefined> {
    return this.#queue.read()
  }
}
