import { LoopGuard } from './loop-guard.ts'
import type { GenerationListener } from './runtime.ts'

/** Main is told so often at the most: a message for each token of a quick model costs 2 % of its speed. */
const TELL_EVERY_MS = 50

/** Takes the reply as it is made: counts and times its tokens, passes the text on, and notices when it loops. */
export class ReplyWriter {
  readonly #listener: GenerationListener
  readonly #guard = new LoopGuard()
  #tokens = 0
  #timedTokens = 0
  #timedMs = 0
  #lastAt: number | null = null
  #repeats = false
  #untold = ''
  #toldAt = -Infinity

  constructor(listener: GenerationListener) {
    this.#listener = listener
  }

  get repeats(): boolean {
    return this.#repeats
  }

  get written(): { tokens: number; tokensPerSecond: number | null } {
    const timed = this.#timedTokens > 0 && this.#timedMs > 0
    return { tokens: this.#tokens, tokensPerSecond: timed ? (this.#timedTokens * 1000) / this.#timedMs : null }
  }

  /** A token is there. The time of the first after the prompt, or after a pause, is not the reply's. */
  countToken(): void {
    const now = performance.now()
    if (this.#lastAt !== null) {
      this.#timedTokens += 1
      this.#timedMs += now - this.#lastAt
    }
    this.#lastAt = now
    this.#tokens += 1
  }

  /** The reply stands still from here to the next token, or is at its end. */
  pause(): void {
    this.#lastAt = null
    this.#tell()
  }

  write(text: string): void {
    this.#untold += text
    if (performance.now() - this.#toldAt >= TELL_EVERY_MS) this.#tell()
  }

  #tell(): void {
    const text = this.#untold
    if (text === '') return
    this.#untold = ''
    this.#toldAt = performance.now()
    this.#listener.text(text, this.written)
    this.#repeats ||= this.#guard.push(text)
  }
}
