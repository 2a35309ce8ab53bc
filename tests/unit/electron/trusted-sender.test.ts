import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../../../electron/ipc/trusted-sender.ts'

describe('isTrustedSender', () => {
  it("trusts the main frame of Agate's own window", () => {
    expect(isTrustedSender({ url: 'app://agate/', parent: null }, true)).toBe(true)
  })

  it.each([
    ['a frame inside the page', { url: 'app://agate/', parent: {} }, true],
    ['a frame that is gone', null, true],
    ['contents that are no window', { url: 'app://agate/', parent: null }, false],
    ['another origin', { url: 'https://agate/', parent: null }, true],
    ['an origin that only begins alike', { url: 'app://agate.evil.example/', parent: null }, true],
    ['an empty page', { url: 'about:blank', parent: null }, true],
  ])('does not trust %s', (_what, frame, isOwnWindow) => {
    expect(isTrustedSender(frame, isOwnWindow)).toBe(false)
  })
})
