import { z } from 'zod'

/** Longest text that is offered with a question, in UTF-16 units. No model reads more at once. */
export const QUICK_TEXT_MAX = 200_000

/** Text from another program that a question can be about. */
export const QuickText = z.object({
  source: z.enum(['selection', 'clipboard']),
  text: z.string().max(QUICK_TEXT_MAX),
  words: z.int().nonnegative(),
})
export type QuickText = z.infer<typeof QuickText>

/** What is there when the window opens. Texts that are too long come as their length only. */
export const QuickOpening = z.object({
  selection: QuickText.nullable(),
  /** What is selected was so when the window was left, or told of before: it does not come again. */
  isOfferedBefore: z.boolean(),
  /** Characters of a selection that is too long to be used; null when there is none. */
  tooLong: z.int().nullable(),
  /** Words of the copied text; 0 when nothing, or no text, was copied. */
  copiedWords: z.int().nonnegative(),
})
export type QuickOpening = z.infer<typeof QuickOpening>

/**
 * Whether the hotkey works.
 *   off         none is set
 *   on          the desktop gave it to Agate
 *   taken       another program has it
 *   refused     it cannot be a hotkey
 *   elsewhere   this desktop gives hotkeys to no program: it has to be set in the desktop's own settings
 */
export const HotkeyState = z.object({
  accelerator: z.string().nullable(),
  status: z.enum(['off', 'on', 'taken', 'refused', 'elsewhere']),
  /** What is wrong and what to do; null when it works or is off. */
  message: z.string().nullable(),
  /** It was pressed since it was set, and Agate saw it. */
  proven: z.boolean(),
  /** What the desktop's own settings have to run. */
  command: z.string(),
})
export type HotkeyState = z.infer<typeof HotkeyState>

export const QuickAction = z.object({
  name: z.string().trim().min(1).max(60),
  /** `{selection}` and `{language}` are filled in. */
  prompt: z.string().trim().min(1).max(4000),
})
export type QuickAction = z.infer<typeof QuickAction>

export const DEFAULT_HOTKEY = 'Alt+Shift+Space'

/** The instruction stands first, so that it is evaluated already when it is used again. */
export const DEFAULT_QUICK_ACTIONS: readonly QuickAction[] = [
  { name: 'Summarise', prompt: 'Summarise this text in at most three sentences.\n\n{selection}' },
  { name: 'Explain in plain words', prompt: 'Explain this text in plain words.\n\n{selection}' },
  {
    name: 'Translate into {language}',
    prompt: 'Translate this text into {language}. Give only the translation.\n\n{selection}',
  },
  {
    name: 'Rewrite, shorter',
    prompt: 'Rewrite this text so that it is shorter and clearer. Give only the new text.\n\n{selection}',
  },
  {
    name: 'Correct spelling and grammar',
    prompt:
      'Correct the spelling and grammar of this text. Change nothing else, and give only the corrected text.\n\n{selection}',
  },
]
