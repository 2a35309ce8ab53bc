type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

const KEYS: Readonly<Record<string, string>> = {
  ...{ Space: 'Space', Enter: 'Enter', Backspace: 'Backspace', Insert: 'Insert', Tab: 'Tab', Home: 'Home', End: 'End' },
  ...{
    PageUp: 'PageUp',
    PageDown: 'PageDown',
    ArrowUp: 'Up',
    ArrowDown: 'Down',
    ArrowLeft: 'Left',
    ArrowRight: 'Right',
  },
  ...{ Comma: ',', Period: '.', Minus: '-', Equal: '=', Semicolon: ';', Quote: "'", Slash: '/', Backslash: '\\' },
  ...{ BracketLeft: '[', BracketRight: ']', Backquote: '`' },
}

/**
 * The combination that is pressed, as Electron writes it; null while only modifiers are. By the place of the key, which
 * is what a hotkey is bound to, whatever the keyboard's language makes of it.
 */
export function pressedKeys({ code, ctrlKey, altKey, shiftKey, metaKey }: Press, isMac: boolean): string | null {
  const key = /^(?:Key|Digit)(.)$/u.exec(code)?.[1] ?? (/^F\d+$/u.test(code) ? code : KEYS[code])
  if (key === undefined) return null
  const modifiers = [
    ...(ctrlKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    ...(metaKey ? [isMac ? 'Command' : 'Super'] : []),
  ]
  return [...modifiers, key].join('+')
}
