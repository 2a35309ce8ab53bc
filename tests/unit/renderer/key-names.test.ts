import { describe, expect, it } from 'vitest'
import { keyName } from '../../../renderer/lib/shortcuts.ts'

describe('The name of a shortcut', () => {
  it.each([
    ['C', 'Ctrl C', '⌘C'],
    ['Enter', 'Ctrl Enter', '⌘Enter'],
    ['Shift Enter', 'Ctrl Shift Enter', '⇧⌘Enter'],
  ])('%s is written as on this computer', (key, elsewhere, onMac) => {
    expect(keyName(key, false)).toBe(elsewhere)
    expect(keyName(key, true)).toBe(onMac)
  })
})
