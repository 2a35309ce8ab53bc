type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>

/**
 * What a key stands for together with Ctrl or Cmd: what it types, in lower case. A keyboard of a language with other
 * letters, or with the digits on Shift, has a letter or a digit where an English one has it.
 */
export function latinKey({ key, code, shiftKey }: Press): string {
  const [, letter] = /^Key([A-Z])$/u.exec(code) ?? []
  // Dvorak has stops where others have letters, so that only what is not ASCII is no key of a Latin keyboard.
  if (letter !== undefined && /^\P{ASCII}+$/u.test(key)) return letter.toLowerCase()
  const [, digit] = /^Digit(\d)$/u.exec(code) ?? []
  if (digit !== undefined && !shiftKey && !/^[a-z0-9]$/iu.test(key)) return digit
  return key.toLowerCase()
}
