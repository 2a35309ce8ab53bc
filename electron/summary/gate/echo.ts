import type { Claim } from './claim.ts'
import { contentWords } from './words.ts'

/** So much of a statement comes from one sentence of the instructions. */
const ECHO_SHARE = 0.8
/** With fewer words and numbers that say something there is no statement. */
const WORDS_MIN = 2

/** Whether a statement has too few words to say anything. */
export function saysNothing({ words, quantities }: Claim): boolean {
  return words.size === 0 || words.size + quantities.length < WORDS_MIN
}

/** Whether a statement repeats what the model was told. */
export function isEcho(words: ReadonlySet<string>, instructions: readonly ReadonlySet<string>[]): boolean {
  return instructions.some(
    (sentence) => [...words].filter((word) => sentence.has(word)).length >= ECHO_SHARE * words.size,
  )
}

/** The words of each sentence of the instructions. */
export function wordsOfInstructions(instructions: string, language: string | null): ReadonlySet<string>[] {
  return instructions
    .split(/\n|(?<=[.!?])\s/u)
    .map((sentence) => new Set(contentWords(sentence, language)))
    .filter((words) => words.size >= WORDS_MIN)
}
