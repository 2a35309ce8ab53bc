import { describe, expect, it } from 'vitest'
import { acceleratorProblem, parseAccelerator, spoken } from '../../../shared/model/accelerator.ts'
import { DEFAULT_HOTKEY } from '../../../shared/model/quick.ts'

describe('A hotkey', () => {
  it.each([DEFAULT_HOTKEY, 'Control+Shift+Space', 'Super+A', 'Alt+F9', 'F13', 'Control+Alt+Space', 'Alt+Shift+,'])(
    'can be %s',
    (keys) => {
      expect(acceleratorProblem(keys)).toBeNull()
    },
  )

  it.each([
    ['', 'nothing'],
    ['K', 'no-modifier'],
    ['F5', 'no-modifier'],
    ['Shift+A', 'no-modifier'],
    ['Space', 'no-modifier'],
    ['NotAKey+Q', 'unknown-key'],
    ['Control+', 'unknown-key'],
    ['Control', 'unknown-key'],
    ['Control+é', 'unknown-key'],
    ['Control+Control+A', 'unknown-key'],
    ['Alt+Tab', 'reserved'],
    ['Alt+F4', 'reserved'],
    ['Control+C', 'reserved'],
    ['Control+Space', 'reserved'],
    ['Control+Alt+Q', 'types-characters'],
  ])('is never %s, because: %s', (keys, problem) => {
    expect(acceleratorProblem(keys)).toMatchObject({ problem })
    expect(acceleratorProblem(keys)?.message).toMatch(/Nothing was changed\.$/u)
  })

  it('is read whatever order its parts are in, and spoken as people write keys', () => {
    expect(parseAccelerator('Shift+Alt+Space')).toEqual({ modifiers: ['Alt', 'Shift'], key: 'Space' })
    expect(spoken('Control+Shift+Space')).toBe('Ctrl Shift Space')
  })
})
