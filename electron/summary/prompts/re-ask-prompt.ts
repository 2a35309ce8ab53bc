import { mapInstructions, oneLine } from './map-prompt.ts'
import { fenced } from './fence.ts'

export const RE_ASK_PROMPT_VERSION = 2

/**
 * Asks once more about sentences whose notes were not supported, and shows nothing else. Begins like the question about a
 * part, so that the engine need not evaluate the instructions again. Sentences are numbered from 1.
 */
export function reAskPrompt(sentences: readonly string[], fence: string, language: string): string {
  const lines = sentences.map((text, index) => `[${index + 1}] ${oneLine(text)}`)
  const wish =
    sentences.length === 1
      ? 'Its note, 1 line. Add nothing that the sentence does not say, and keep every “not”.'
      : `Its notes, ${sentences.length} lines: one for each sentence, with its number. Add nothing that the sentence does not say, and keep every “not”.`
  return `${mapInstructions(language)}\nThe stretch:\n${fenced(fence, lines)}\n${wish}`
}
