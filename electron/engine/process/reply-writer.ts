import { LoopGuard } from './loop-guard.ts'
import type { GenerationListener } from './runtime.ts'

/** Takes the reply as it is made: counts and times its tokens, passes the text on, and notices when it loops. */
export class ReplyWriter {
  /** Aborted when the reply repeats itself. */
  readonly repetition = new AbortController()
  #listener: GenerationListener
  #guard = new LoopGuard()
  #tokens = 0
  #firstTokens = 0
  #firstAt = 0
  #lastAt = 0

  constructor(listener: GenerationListener) {
    this.#listener = listener
  }

  get written(): { tokens: number; tokensPerSecond: number | null } {
    const seconds = (this.#lastAt - this.#firstAt) / 1000
    const timed = this.#tokens - this.#firstTokens
    return { tokens: this.#tokens, tokensPerSecond: timed > 0 && seconds > 0 ? timed / seconds : null }
  }

  countTokens(count: number): void {
    this.#lastAt = performance.now()
    // The clock starts when the first tokens are there: the time before them is the prompt's.
    if (this.#tokens === 0) {
      this.#firstAt = this.#lastAt
      this.#firstTokens = count
    }
    this.#tokens += count
  }

  write(text: string): void {
    this.#listener.text(text, this.written)
    if (this.#guard.push(text)) this.repetition.abort()
  }
}
