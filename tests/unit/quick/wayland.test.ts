import { expect, it } from 'vitest'
import { isWayland } from '../../../electron/wayland.ts'

it.each([
  ['a session of Wayland', 'linux', { XDG_SESSION_TYPE: 'wayland' }, true],
  ['one that was begun from a console', 'linux', { XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-1' }, true],
  ['one of X', 'linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0', WAYLAND_DISPLAY: '' }, false],
  ['another system', 'win32', { WAYLAND_DISPLAY: 'wayland-0' }, false],
])('Wayland is told from %s', (_what, platform, env, expected) => {
  expect(isWayland(platform, env)).toBe(expected)
})
