/** Fewer tokens than this tell nothing about the speed: the first chunk warms up. */
const TOKENS_MIN = 64

/** Measures how fast a prompt is evaluated. */
export class PromptMeter {
  #tokens = 0
  #ms = 0

  add(tokens: number, ms: number): void {
    this.#tokens += tokens
    this.#ms += ms
  }

  get tokensPerSecond(): number | null {
    return this.#tokens >= TOKENS_MIN && this.#ms > 0 ? (this.#tokens * 1000) / this.#ms : null
  }
}
