import type { IconName } from '../components/ui/Icon.svelte'

const BY_VERB: readonly (readonly [RegExp, IconName])[] = [
  [/^summar/iu, 'list'],
  [/^explain/iu, 'lightbulb'],
  [/^translat/iu, 'languages'],
  [/^(?:rewrite|shorten)/iu, 'pencil'],
  [/^correct/iu, 'spellCheck'],
]

/** A picture for an action, by the verb that its prompt begins with; own prompts may begin with any. */
export function actionIcon(prompt: string): IconName {
  return BY_VERB.find(([verb]) => verb.test(prompt))?.[1] ?? 'messageSquare'
}
