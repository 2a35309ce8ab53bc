import { expect, it } from 'vitest'
import { WINDOW_KEYS } from '../../../renderer/lib/key-list.ts'
import { shortcutFor } from '../../../renderer/lib/shortcuts.ts'

it('every key that is listed does what the list says', () => {
  for (const [shortcut, { keys }] of Object.entries(WINDOW_KEYS)) {
    const parts = keys.split(' ')
    const key = parts.at(-1) ?? ''
    const press = {
      key: key === 'Esc' ? 'Escape' : key,
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      ...{ code: '', altKey: false, metaKey: false },
    }
    expect(shortcutFor(press, false), keys).toBe(shortcut)
  }
})
