import { describe, expect, it } from 'vitest'
import { quickWindowOptions } from '../../../electron/quick/quick-window-options.ts'

const on = (platform: NodeJS.Platform) =>
  quickWindowOptions({ preload: '/preload.js', platform, backgroundColor: '#ffffff', devTools: false })

describe('The small window', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'stays out of the taskbar and above other windows on %s',
    (platform) => {
      expect(on(platform)).toMatchObject({ skipTaskbar: true, alwaysOnTop: true, minimizable: false, show: false })
    },
  )

  it('is a panel on macOS alone, where nothing else comes up over full-screen programs', () => {
    expect(on('darwin')).toMatchObject({ type: 'panel' })
    expect(on('linux')).not.toHaveProperty('type')
  })
})
