import type { LlamaContext, LlamaContextSequence } from 'node-llama-cpp'
import type { Lane } from './choose-lane.ts'

/** A sequence of llama.cpp's context as a lane. `number` gives the order in a batch. */
export class SequenceLane implements Lane {
  readonly number: number
  conversation: string | undefined
  #sequence: LlamaContextSequence

  constructor(number: number, sequence: LlamaContextSequence) {
    this.number = number
    this.#sequence = sequence
  }

  get sequence(): LlamaContextSequence {
    return this.#sequence
  }

  /** From now on the lane is this one, of another context. */
  becomes(sequence: LlamaContextSequence): void {
    this.#sequence = sequence
  }

  /** Empties it, also where what it says of its contents is not what llama.cpp holds. */
  async renew(): Promise<void> {
    const { context } = this.#sequence
    await this.#sequence.dispose()
    this.#sequence = context.getSequence()
  }

  held(prompt: readonly number[]): { length: number; common: number } {
    const tokens = this.sequence.contextTokens
    const different = tokens.findIndex((token, index) => token !== prompt[index])
    return { length: tokens.length, common: different < 0 ? tokens.length : different }
  }
}

/** Lanes for the sequences of a context of which the first is used already. */
export function furtherLanes(context: LlamaContext): SequenceLane[] {
  return Array.from({ length: context.totalSequences - 1 }, (_, at) => new SequenceLane(at + 1, context.getSequence()))
}
