import { describe, expect, it } from 'vitest'
import { pressedKeys } from '../../../renderer/lib/pressed-keys.ts'
import { quickKey } from '../../../renderer/lib/quick-keys.ts'

const NONE = { code: '', isComposing: false, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const empty = {
  isAnswering: false,
  isEmpty: true,
  isRecalled: false,
  isElsewhere: false,
  hasText: false,
  hasCopied: true,
  hasSelection: false,
}
const recalled = { ...empty, isEmpty: false, isRecalled: true }
const withText = { ...empty, hasText: true }
const answering = { ...empty, isAnswering: true }
const press = (key: string, more: Partial<typeof NONE> = {}) => ({ ...NONE, key, ...more })

describe('A key in the quick window', () => {
  it.each([
    ['Enter asks', press('Enter'), empty, 'enter'],
    ['Shift Enter is a new line', press('Enter', { shiftKey: true }), empty, null],
    ['Esc goes back', press('Escape'), answering, 'back'],
    ['Tab takes the copied text', press('Tab'), empty, 'use-copied'],
    ['Tab moves on when nothing is copied', press('Tab'), { ...empty, hasCopied: false }, null],
    ['Tab moves on from a button', press('Tab'), { ...empty, isElsewhere: true }, null],
    ['Enter presses a button that has the focus', press('Enter'), { ...empty, isElsewhere: true }, null],
    ['Tab moves on once there is a text', press('Tab'), withText, null],
    ['up brings back the last question', press('ArrowUp'), empty, 'recall-older'],
    ['up once more brings back the one before', press('ArrowUp'), recalled, 'recall-older'],
    ['down goes back to the later one', press('ArrowDown'), recalled, 'recall-newer'],
    ['down moves in what is typed', press('ArrowDown'), { ...empty, isEmpty: false }, null],
    ['up moves in what is typed', press('ArrowUp'), { ...empty, isEmpty: false }, null],
    ['down chooses what to do with a text', press('ArrowDown'), withText, 'next'],
    ['a digit runs an action while nothing is typed', press('2'), withText, { action: 1 }],
    ['a digit is typed otherwise', press('2'), { ...withText, isEmpty: false }, null],
    ['Ctrl and a digit always run it', press('2', { ctrlKey: true }), { ...withText, isEmpty: false }, { action: 1 }],
    ['a digit is typed when there is no text', press('2'), empty, null],
    ['Ctrl C copies the answer', press('c', { ctrlKey: true }), answering, 'copy'],
    ['Ctrl C copies on a Russian keyboard', press('с', { code: 'KeyC', ctrlKey: true }), answering, 'copy'],
    ['Ctrl 2 runs an action on a French one', press('é', { code: 'Digit2', ctrlKey: true }), withText, { action: 1 }],
    ['Ctrl C copies a selection', press('c', { ctrlKey: true }), { ...answering, hasSelection: true }, null],
    ['Ctrl Enter goes on in Agate', press('Enter', { ctrlKey: true }), answering, 'go-on'],
    [
      'Ctrl Shift Enter puts the answer back',
      press('Enter', { ctrlKey: true, shiftKey: true }),
      { ...answering, hasText: true },
      'put-back',
    ],
    ['an input method has every key', press('Enter', { isComposing: true }), empty, null],
    ['an input method has Esc too', press('Process'), empty, null],
  ])('%s', (_name, key, context, does) => {
    expect(quickKey(key, context)).toEqual(does)
  })
})

describe('Recorded keys', () => {
  const code = (name: string, more: object = {}) => ({ ...NONE, code: name, ...more })

  it('are written as a combination, by the place of the key', () => {
    expect(pressedKeys(code('Space', { altKey: true, shiftKey: true }), false)).toBe('Alt+Shift+Space')
    expect(pressedKeys(code('KeyQ', { ctrlKey: true }), false)).toBe('Control+Q')
    expect(pressedKeys(code('Digit1', { metaKey: true }), true)).toBe('Command+1')
    expect(pressedKeys(code('ArrowUp', { metaKey: true }), false)).toBe('Super+Up')
  })

  it('are none while only modifiers are held', () => {
    expect(pressedKeys(code('ShiftLeft', { shiftKey: true }), false)).toBeNull()
  })
})
