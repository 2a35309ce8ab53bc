import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import type { KeptStarts } from './kept-starts.ts'
import { type Ahead, type Places, readAhead } from './read-ahead.ts'

const NEVER = new AbortController().signal

/** What is read while nobody asks, so that what they ask next is answered sooner. Without it all works, only slower. */
export class Preparation {
  readonly #places: Places
  /** Aborted when a person asks something. */
  #asked = new AbortController()
  #holdsConversation = false

  constructor(places: Places) {
    this.#places = places
  }

  giveWay(): void {
    this.#asked.abort()
  }

  /** Whatever was asked until now is answered: there is time again. */
  begin(): void {
    this.#asked = new AbortController()
  }

  /** A conversation whose context was replaced: until somebody asks something, which goes first. */
  async readAgain(lost: Pick<Ahead, 'tokens' | 'conversation'>): Promise<void> {
    const { tokens } = lost
    if (tokens.length === 0) return
    this.#holdsConversation = true
    try {
      const isRead = await readAhead(this.#places, lost, this.#asked.signal)
      if (isRead) process.stderr.write(`A conversation of ${String(tokens.length)} tokens was read again\n`)
    } catch (error) {
      process.stderr.write(`A conversation is read again when it goes on: ${String(error)}\n`)
    }
  }

  /**
   * One after the other. Where there is room for one conversation only, until somebody asks something: what they are told
   * is worth more there than the start of a quick action.
   */
  async keep(kept: Pick<KeptStarts, 'keep'>, starts: readonly (readonly Token[])[]): Promise<void> {
    const isAlone = this.#places.lanes.size === 1
    if (isAlone && this.#holdsConversation) return
    const signal = isAlone ? this.#asked.signal : NEVER
    for (const tokens of starts) {
      const keep = (sequence: LlamaContextSequence) => kept.keep(tokens, sequence)
      while (tokens.length > 0 && !signal.aborted && !(await readAhead(this.#places, { tokens, keep }, signal)));
    }
  }
}
