/* Key combinations for the whole desktop, written as Electron does: "Alt+Shift+Space". */

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Super', 'Command', 'CommandOrControl'] as const
const NAMED_KEYS = ['Space', 'Enter', 'Backspace', 'Insert', 'Home', 'End', 'PageUp', 'PageDown']
const ARROWS = ['Up', 'Down', 'Left', 'Right']
const PUNCTUATION = [',', '.', '-', '=', ';', "'", '[', ']', '\\', '/', '`']

/** Combinations that every desktop or program already uses, in sorted form. */
const RESERVED: Readonly<Record<string, string>> = {
  'Alt+Tab': 'changes windows',
  'Alt+F4': 'closes windows',
  'Alt+Space': 'opens the window’s menu on many desktops',
  'Control+Space': 'belongs to the input method on many desktops',
  'Super+Space': 'changes the keyboard or opens the system’s search',
  'Super+L': 'locks the screen',
  'Command+Q': 'quits programs',
  'Command+Space': 'opens the system’s search',
}
const EDITING = 'ACFNOPQSTVWXYZ'

export type AcceleratorProblem = 'nothing' | 'no-modifier' | 'unknown-key' | 'reserved' | 'types-characters'

export interface AcceleratorParts {
  readonly modifiers: readonly string[]
  readonly key: string
}

/** The parts in one order, whatever order they were written in; null when it is no combination. */
export function parseAccelerator(text: string): AcceleratorParts | null {
  const parts = text.split('+')
  const key = parts.pop() ?? ''
  const modifiers = MODIFIERS.filter((modifier) => parts.includes(modifier))
  if (modifiers.length !== parts.length || !isKey(key)) return null
  return { modifiers, key }
}

/** Why a combination is not taken as a hotkey, and the sentence for it; null when it is. */
export function acceleratorProblem(
  text: string,
): { readonly problem: AcceleratorProblem; readonly message: string } | null {
  const parsed = parseAccelerator(text)
  if (text === '') return refuse('nothing', 'No key was pressed.')
  if (parsed === null)
    return refuse('unknown-key', 'This key cannot be used. Letters, digits, F keys, arrows and Space can.')
  const { modifiers, key } = parsed
  const name = [...modifiers, key].join('+')
  const strong = modifiers.filter((modifier) => modifier !== 'Shift')
  if (strong.length === 0 && !isFreeFunctionKey(key)) {
    return refuse('no-modifier', 'Alone, this key would no longer work for typing. Hold Control, Alt or Super with it.')
  }
  const use = RESERVED[name]
  if (use !== undefined)
    return refuse('reserved', `${spoken(name)} ${use}, so Agate would never see it, or you would miss it.`)
  if (isEditing(modifiers, key)) return refuse('reserved', `${spoken(name)} is a key of nearly every program.`)
  if (strong.join('+') === 'Control+Alt' && /^[A-Z0-9]$/u.test(key)) {
    return refuse('types-characters', `${spoken(name)} types a character on many keyboards.`)
  }
  return null
}

/** As people write keys: "Alt Shift Space". */
export function spoken(accelerator: string): string {
  return accelerator.replaceAll('CommandOrControl', 'Control').replaceAll('Control', 'Ctrl').replaceAll('+', ' ')
}

function refuse(problem: AcceleratorProblem, message: string) {
  return { problem, message: `${message} Nothing was changed.` }
}

function isKey(key: string): boolean {
  if (/^[A-Z0-9]$/u.test(key) || /^F([1-9]|1\d|2[0-4])$/u.test(key)) return true
  return NAMED_KEYS.includes(key) || ARROWS.includes(key) || PUNCTUATION.includes(key) || key === 'Tab'
}

/** F13 and above are on no ordinary keyboard and mean nothing to programs. */
function isFreeFunctionKey(key: string): boolean {
  return /^F(1[3-9]|2[0-4])$/u.test(key)
}

function isEditing(modifiers: readonly string[], key: string): boolean {
  const [only, ...more] = modifiers
  const command = only === 'Control' || only === 'Command' || only === 'CommandOrControl'
  return more.length === 0 && command && EDITING.includes(key)
}
