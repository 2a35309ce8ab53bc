import { latinKey } from './latin-key.ts'

/** What a key does in the quick window. */
export type QuickKey =
  | 'enter'
  | 'back'
  | 'go-on'
  | 'copy'
  | 'put-back'
  | 'use-copied'
  | 'recall-older'
  | 'recall-newer'
  | 'next'
  | 'previous'
  | { readonly action: number }

export interface QuickKeyContext {
  readonly isAnswering: boolean
  /** Nothing is typed. */
  readonly isEmpty: boolean
  /** What is typed is an earlier question, as it was. */
  readonly isRecalled: boolean
  /** Something else than the field has the focus, and Enter and Tab with it. */
  readonly isElsewhere: boolean
  /** There is a text that the question can be about. */
  readonly hasText: boolean
  /** There is a copied text to take. */
  readonly hasCopied: boolean
  /** Something in the window is selected, which Ctrl C is for. */
  readonly hasSelection: boolean
}

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Null when the key is the field's own. */
export function quickKey(press: Press, context: QuickKeyContext): QuickKey | null {
  // While an input method composes, every key belongs to it. "Process" is how some of them say so.
  if (press.isComposing || press.key === 'Process' || press.altKey) return null
  const command = press.ctrlKey || press.metaKey
  if (command) return withCommand(press, context)
  switch (press.key) {
    case 'Escape':
      return 'back'
    case 'Enter':
      return press.shiftKey || context.isElsewhere ? null : 'enter'
    case 'Tab':
      return press.shiftKey || context.isElsewhere || !takesCopied(context) ? null : 'use-copied'
    case 'ArrowDown':
      if (choosing(context)) return 'next'
      return context.isRecalled && !context.isAnswering ? 'recall-newer' : null
    case 'ArrowUp':
      if (choosing(context)) return 'previous'
      return (context.isEmpty || context.isRecalled) && !context.isAnswering ? 'recall-older' : null
    default:
      return context.isEmpty && choosing(context) ? actionOf(press.key) : null
  }
}

function withCommand(press: Press, context: QuickKeyContext): QuickKey | null {
  const { key, shiftKey } = press
  if (key === 'Enter' && shiftKey) return context.isAnswering && context.hasText ? 'put-back' : null
  if (key === 'Enter') return context.isAnswering ? 'go-on' : null
  const latin = latinKey(press)
  if (latin === 'c') return context.isAnswering && !context.hasSelection ? 'copy' : null
  return choosing(context) ? actionOf(latin) : null
}

function takesCopied({ isAnswering, hasText, hasCopied }: QuickKeyContext): boolean {
  return !isAnswering && !hasText && hasCopied
}

function choosing({ isAnswering, hasText }: QuickKeyContext): boolean {
  return !isAnswering && hasText
}

function actionOf(key: string): QuickKey | null {
  return /^[1-9]$/u.test(key) ? { action: Number(key) - 1 } : null
}
