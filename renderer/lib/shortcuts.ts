import { latinKey } from './latin-key.ts'

export type Shortcut =
  | 'new-chat'
  | 'toggle-sidebar'
  | 'rename'
  | 'undo'
  | 'stop'
  | 'next-region'
  | 'previous-region'
  | 'open-documents'
  | 'export'
  | 'next-citation'
  | 'previous-citation'
  | 'copy-answer'
  | 'keys'

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const WITH_COMMAND: Readonly<Record<string, Shortcut>> = {
  n: 'new-chat',
  b: 'toggle-sidebar',
  z: 'undo',
  o: 'open-documents',
  e: 'export',
  '/': 'keys',
}
/** Some keyboards have these only with AltGr, which Windows reports as Ctrl and Alt. */
const BRACKETS: Readonly<Record<string, Shortcut>> = { '[': 'previous-citation', ']': 'next-citation' }
const ALONE: Readonly<Record<string, Shortcut>> = { F2: 'rename', F6: 'next-region', F1: 'keys', Escape: 'stop' }

/** The keys that work anywhere in the window. Ctrl is Cmd on macOS. */
export function shortcutFor(press: KeyPress, isMac: boolean): Shortcut | null {
  const bracket = BRACKETS[press.key]
  if (bracket && press.ctrlKey === press.altKey && !press.metaKey) return bracket
  if (press.altKey) return null
  const command = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (other) return null
  const letter = latinKey(press)
  // Some keyboards have the stroke only with Shift.
  if (command && press.shiftKey && letter !== '/') return letter === 'c' ? 'copy-answer' : null
  if (command) return WITH_COMMAND[letter] ?? null
  if (press.key === '?') return 'keys'
  if (press.shiftKey) return press.key === 'F6' ? 'previous-region' : null
  return ALONE[press.key] ?? null
}

/** How a shortcut is written on this computer. */
export function keyName(key: string, isMac: boolean): string {
  if (!isMac) return `Ctrl ${key}`
  return key.startsWith('Shift ') ? `⇧⌘${key.slice('Shift '.length)}` : `⌘${key}`
}

/** A press that would put a character into a field. AltGr comes as Ctrl and Alt. */
export function isTyping(press: KeyPress): boolean {
  return press.key.length === 1 && press.ctrlKey === press.altKey && !press.metaKey
}
