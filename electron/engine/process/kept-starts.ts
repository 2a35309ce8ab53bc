import type { ChatHistoryItem, LlamaContextSequence, Token } from 'node-llama-cpp'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SequenceLane } from './lane-sequence.ts'

/** Reading fewer tokens than this takes no longer than fetching them. */
const WORTH = 6
/** What may follow a start, so that the tokens that stay the same whatever follows are found. */
const FOLLOWERS = ['a', 'The', '1', '“']

interface Kept {
  readonly tokens: readonly Token[]
  readonly file: string
}

/**
 * Beginnings of prompts that come again and again, evaluated once and kept as files: any lane can have them back in a few
 * milliseconds. They hold instructions only, and no text that somebody asked about.
 */
export class KeptStarts {
  readonly #folder: string
  #kept: Kept[] = []
  #lastFile = 0

  /** Empties the folder: what is in it may be another model's, and would crash this one. */
  constructor(folder: string) {
    this.#folder = folder
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Keeps what the sequence holds, which is these tokens. */
  async keep(tokens: readonly Token[], sequence: LlamaContextSequence): Promise<void> {
    this.#lastFile += 1
    const file = join(this.#folder, `${String(this.#lastFile)}.state`)
    await sequence.saveStateToFile(file)
    this.#kept.push({ tokens, file })
  }

  /** Puts the start of this prompt into the lane, unless that holds as much of it already. */
  async fetch(prompt: readonly Token[], lane: SequenceLane): Promise<void> {
    const held = lane.held(prompt).common
    const [best] = this.#kept
      .map((kept) => ({ kept, common: commonLength(kept.tokens, prompt) }))
      .sort((a, b) => b.common - a.common)
    if (best === undefined || best.common - held < WORTH) return
    try {
      // The file was written by this process, so by this model.
      await lane.sequence.loadStateFromFile(best.kept.file, { acceptRisk: true })
    } catch (error) {
      process.stderr.write(`The start of a quick action cannot be had back and is read again: ${String(error)}\n`)
      this.#kept = this.#kept.filter((kept) => kept !== best.kept)
      await lane.renew()
    }
  }
}

/** The tokens of a prompt whose last user turn begins like this, up to where anything else may follow. */
export function startTokens(
  start: string,
  historyOf: (text: string) => ChatHistoryItem[],
  tokenize: (history: ChatHistoryItem[]) => Token[],
): Token[] {
  const [first = [], ...others] = FOLLOWERS.map((follower) => tokenize(historyOf(start + follower)))
  return first.slice(0, Math.min(...others.map((other) => commonLength(first, other))))
}

function commonLength(held: readonly Token[], prompt: readonly Token[]): number {
  const different = held.findIndex((token, index) => token !== prompt[index])
  return different < 0 ? Math.min(held.length, prompt.length) : different
}
