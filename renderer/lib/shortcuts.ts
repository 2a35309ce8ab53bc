export type Shortcut = 'new-chat' | 'toggle-sidebar' | 'rename' | 'undo' | 'stop' | 'next-region' | 'previous-region'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const WITH_COMMAND: Readonly<Record<string, Shortcut>> = { n: 'new-chat', b: 'toggle-sidebar', z: 'undo' }
const ALONE: Readonly<Record<string, Shortcut>> = { F2: 'rename', F6: 'next-region', Escape: 'stop' }

/** The keys that work anywhere in the window. Ctrl is Cmd on macOS. */
export function shortcutFor(press: KeyPress, isMac: boolean): Shortcut | null {
  if (press.altKey) return null
  const command = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (other) return null
  if (command) return press.shiftKey ? null : (WITH_COMMAND[press.key.toLowerCase()] ?? null)
  if (press.shiftKey) return press.key === 'F6' ? 'previous-region' : null
  return ALONE[press.key] ?? null
}

/** How a shortcut is written on this computer. */
export function keyName(key: string, isMac: boolean): string {
  return isMac ? `⌘${key}` : `Ctrl ${key}`
}
