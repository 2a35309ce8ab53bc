import { describe, expect, it } from 'vitest'
import { pasteElsewhere, typingObstacle, type KeyPresser } from '../../../electron/quick/type-back.ts'

/** A desktop where `active` are the windows with the focus, one after the other, as xdotool tells them. */
function desktop(active: readonly (string | null)[], more: Partial<KeyPresser> = {}) {
  const ran: string[] = []
  const left = [...active]
  const presser: KeyPresser = {
    platform: 'linux',
    wayland: false,
    run: (program, args) => {
      ran.push([program, ...args].join(' '))
      return Promise.resolve(args[0] === 'getactivewindow' ? (left.shift() ?? null) : '')
    },
    ...more,
  }
  return { presser, ran }
}

describe('Typing an answer back', () => {
  it('pastes once another window has the focus', async () => {
    const { presser, ran } = desktop(['7\n', null, '12\n'])
    expect(await pasteElsewhere(presser, '7')).toBe(true)
    expect(ran.at(-1)).toBe('xdotool key --clearmodifiers ctrl+v')
  })

  it('presses no key when no other window gets the focus', async () => {
    const { presser, ran } = desktop(Array.from({ length: 100 }, () => '7\n'))
    expect(await pasteElsewhere(presser, '7')).toBe(false)
    expect(ran.some((line) => line.includes('ctrl+v'))).toBe(false)
  })

  it('is not tried where the desktop does not allow it, and the reason is a sentence', async () => {
    const none = () => Promise.resolve(null)
    expect(await typingObstacle(desktop([], { platform: 'darwin' }).presser)).toMatch(/right to type/u)
    expect(await typingObstacle(desktop([], { wayland: true }).presser)).toMatch(/Wayland/u)
    expect(await typingObstacle(desktop([], { run: none }).presser)).toMatch(/xdotool/u)
    expect(await typingObstacle(desktop([]).presser)).toBeNull()
  })
})
