import { gistPrompt } from './gist-prompt.ts'
import { mapInstructions } from './map-prompt.ts'
import { mergeInstructions } from './merge-prompt.ts'
import { reAskPrompt } from './re-ask-prompt.ts'

/** All that the prompts say beside the document's own text. */
function allOf(language: string): string[] {
  return [
    mapInstructions(language),
    mergeInstructions(language),
    reAskPrompt([], '', language),
    gistPrompt([], 1, '', language),
  ]
}

export function longestInstructions(language: string): string {
  return allOf(language).reduce((longest, text) => (text.length > longest.length ? text : longest))
}

/** What a model may repeat instead of answering. */
export function allInstructions(): string {
  return allOf('').join('\n')
}
