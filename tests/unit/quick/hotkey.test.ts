import { describe, expect, it } from 'vitest'
import { Hotkey, type Shortcuts } from '../../../electron/quick/hotkey.ts'
import type { HotkeyState } from '../../../shared/model/quick.ts'

/** A desktop on which some keys are taken. */
class Desktop implements Shortcuts {
  readonly registered = new Map<string, () => void>()
  readonly taken = new Set<string>()

  register(accelerator: string, pressed: () => void): boolean {
    if (accelerator === 'Super+F13') throw new Error('no such key')
    if (this.taken.has(accelerator)) return false
    this.registered.set(accelerator, pressed)
    return true
  }

  unregister(accelerator: string): void {
    this.registered.delete(accelerator)
  }
}

function start({ elsewhere = false } = {}) {
  const shortcuts = new Desktop()
  const told: HotkeyState[] = []
  let presses = 0
  const hotkey = new Hotkey({
    shortcuts,
    elsewhere,
    command: 'agate --quick-ask',
    pressed: () => (presses += 1),
    changed: (state) => told.push(state),
  })
  return { hotkey, shortcuts, told, presses: () => presses }
}

describe('The hotkey', () => {
  it('is registered and says so, and is proven by being pressed', () => {
    const { hotkey, shortcuts, presses } = start()
    hotkey.apply('Alt+Shift+Space')
    expect(hotkey.state()).toMatchObject({ status: 'on', proven: false, message: null })
    shortcuts.registered.get('Alt+Shift+Space')?.()
    expect([hotkey.state().proven, presses()]).toEqual([true, 1])
  })

  it('registers nothing while it is off', () => {
    const { hotkey, shortcuts } = start()
    hotkey.apply('Alt+Shift+Space')
    hotkey.apply(null)
    expect(shortcuts.registered.size).toBe(0)
    expect(hotkey.state()).toMatchObject({ status: 'off', accelerator: null })
  })

  it('lets Agate start when its keys are taken, bare, or no keys at all', () => {
    const { hotkey, shortcuts } = start()
    shortcuts.taken.add('Alt+Shift+Space')
    for (const [keys, status] of [
      ['Alt+Shift+Space', 'taken'],
      ['K', 'refused'],
      ['nonsense', 'refused'],
      ['Super+F13', 'refused'],
    ] as const) {
      hotkey.apply(keys)
      expect(hotkey.state()).toMatchObject({ status, accelerator: keys })
      expect(hotkey.state().message).not.toBe('')
    }
  })

  it('keeps the one before when the new one cannot be had', () => {
    const { hotkey, shortcuts } = start()
    hotkey.apply('Alt+Shift+Space')
    shortcuts.taken.add('Super+A')
    expect(hotkey.change('Super+A')).toMatchObject({ ok: false, error: { code: 'taken' } })
    expect(hotkey.change('Shift+A')).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect([...shortcuts.registered.keys()]).toEqual(['Alt+Shift+Space'])
    expect(hotkey.state()).toMatchObject({ status: 'on', accelerator: 'Alt+Shift+Space' })
  })

  it('gives the old one back when it changes, and has to be proven again', () => {
    const { hotkey, shortcuts } = start()
    hotkey.apply('Alt+Shift+Space')
    shortcuts.registered.get('Alt+Shift+Space')?.()
    expect(hotkey.change('Super+A')).toMatchObject({ ok: true, value: { status: 'on', proven: false } })
    expect([...shortcuts.registered.keys()]).toEqual(['Super+A'])
  })

  it('acts on no press while keys are being recorded, and works again after', () => {
    const { hotkey, shortcuts } = start()
    hotkey.apply('Alt+Shift+Space')
    hotkey.suspend()
    expect([shortcuts.registered.size, hotkey.isHeard]).toEqual([0, false])
    hotkey.resume()
    expect([shortcuts.registered.size, hotkey.isHeard]).toEqual([1, true])
  })

  it('takes nothing when no keys were being recorded, or when others were chosen', () => {
    const { hotkey, shortcuts, told } = start()
    hotkey.apply('Alt+Shift+Space')
    hotkey.suspend()
    hotkey.change('Super+A')
    const before = told.length
    hotkey.resume()
    expect([...shortcuts.registered.keys()]).toEqual(['Super+A'])
    expect(told).toHaveLength(before)
  })

  it('is not heard when it is off, taken, or kept by the desktop', () => {
    const { hotkey, shortcuts } = start()
    hotkey.apply(null)
    expect(hotkey.isHeard).toBe(false)
    shortcuts.taken.add('Alt+Shift+Space')
    hotkey.apply('Alt+Shift+Space')
    expect(hotkey.isHeard).toBe(false)
    const { hotkey: elsewhere } = start({ elsewhere: true })
    elsewhere.apply('Alt+Shift+Space')
    expect(elsewhere.isHeard).toBe(false)
  })

  it('does not claim to work where the desktop keeps hotkeys to itself', () => {
    const { hotkey } = start({ elsewhere: true })
    hotkey.apply('Alt+Shift+Space')
    expect(hotkey.state()).toMatchObject({ status: 'elsewhere', command: 'agate --quick-ask' })
    expect(hotkey.state().message).toContain('its settings')
  })

  it('says the same where such a desktop refuses it, and not that another program has it', () => {
    const { hotkey, shortcuts } = start({ elsewhere: true })
    shortcuts.taken.add('Alt+Shift+Space')
    hotkey.apply('Alt+Shift+Space')
    expect(hotkey.state()).toMatchObject({ status: 'elsewhere' })
    expect(hotkey.change('Alt+Shift+Space')).toMatchObject({ ok: true, value: { status: 'elsewhere' } })
  })
})
