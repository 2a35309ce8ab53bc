/** Read at once by every device. Also while replies share the batch, so that they all fit into it. */
export const SMALLEST_CHUNK = 64
/**
 * Stopping, and more urgent questions, wait for the chunk that is evaluated: as long as for one of Gemma 2 2B on two cores,
 * and no longer. Half of it made the starter read a long prompt a fifth slower than the library alone.
 */
const LONGEST_MS = 1000

/**
 * How many tokens of a prompt are evaluated at once: as many as take a moment. A card reads 512 about as quickly as 64, and
 * a small model on two threads reads a third faster by 256 (llama-bench, SmolLM2 135M: 947 against 710 tokens/s).
 */
export class ChunkSize {
  readonly #most: number
  #tokens = SMALLEST_CHUNK

  /** `most`: tokens that the context evaluates in one batch. */
  constructor(most: number) {
    this.#most = most
  }

  get tokens(): number {
    return this.#tokens
  }

  /** A chunk was evaluated. A smaller one, at the end of a prompt, says nothing. */
  took(tokens: number, ms: number): void {
    if (tokens < this.#tokens) return
    if (ms * 2 <= LONGEST_MS) this.#tokens = Math.min(this.#most, this.#tokens * 2)
    else if (ms > LONGEST_MS) this.#tokens = Math.max(SMALLEST_CHUNK, this.#tokens / 2)
  }
}
