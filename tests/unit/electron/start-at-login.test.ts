import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isStartedAtLogin, loginStart } from '../../../electron/start-at-login.ts'

/** What the system keeps, and whether it lets a program change it. */
const system = vi.hoisted(() => ({ openAtLogin: false, wasOpenedAtLogin: false, isAllowed: true, args: [''] }))

vi.mock('electron', () => ({
  app: {
    getLoginItemSettings: () => system,
    setLoginItemSettings: ({ openAtLogin, args }: { openAtLogin: boolean; args: string[] }) =>
      system.isAllowed && Object.assign(system, { openAtLogin, args }),
  },
}))

function on(platform: NodeJS.Platform) {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
}

beforeEach(() => {
  vi.restoreAllMocks()
  Object.assign(system, { openAtLogin: false, wasOpenedAtLogin: false, isAllowed: true, args: [] })
})

describe.each(['win32', 'darwin'] as const)('Starting at login on %s', (platform) => {
  it('is switched on, without a window, and off again', () => {
    on(platform)
    const start = loginStart(['/opt/agate', '--some-switch'])
    expect(start.set(true)).toMatchObject({ ok: true })
    expect(start.isOn).toBe(true)
    expect(system.args).toEqual(['--some-switch', '--hidden'])
    expect(start.set(false)).toMatchObject({ ok: true })
    expect(start.isOn).toBe(false)
  })

  it('says so where the system does not let it', () => {
    on(platform)
    system.isAllowed = false
    expect(loginStart(['/opt/agate']).set(true)).toMatchObject({ ok: false, error: { code: 'not-written' } })
  })
})

describe('A start', () => {
  it.each([
    { platform: 'darwin', openAtLogin: true, wasOpenedAtLogin: true, isAtLogin: true },
    { platform: 'darwin', openAtLogin: true, wasOpenedAtLogin: false, isAtLogin: false },
    // Programs that were open when the session ended are opened again, with their windows.
    { platform: 'darwin', openAtLogin: false, wasOpenedAtLogin: true, isAtLogin: false },
    { platform: 'win32', openAtLogin: true, wasOpenedAtLogin: true, isAtLogin: false },
  ] as const)(
    'on $platform, wished for $openAtLogin, by the session $wasOpenedAtLogin: at login $isAtLogin',
    (start) => {
      on(start.platform)
      Object.assign(system, start)
      expect(isStartedAtLogin(['/Applications/Agate'])).toBe(start.isAtLogin)
    },
  )
})
