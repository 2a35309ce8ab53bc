import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from './support/agate.ts'
import { startBackground } from './support/background.ts'
import { callBridge } from './support/bridge.ts'
import { openSettings, start, state } from './support/quick.ts'

const scenario = { replies: [{ tokens: ['Yes', '.'] }] }
const args = ['--ozone-platform=wayland']

/** A Wayland desktop without a portal for hotkeys, and without X: variables for what runs on it. */
const test = base.extend<{ desktop: Readonly<Record<string, string>> }>({
  desktop: async ({}, use) => {
    // A socket's path may have 107 bytes, and the folder of a test's results is longer.
    const folder = mkdtempSync(join(tmpdir(), 'agate-wayland-'))
    const weston = await startBackground(
      ['weston', '--backend=headless-backend.so', '--socket=desktop', '--width=1400', '--height=1000', '--idle-time=0'],
      /weston-desktop-shell/u,
      { XDG_RUNTIME_DIR: folder },
    )
    await use({ DISPLAY: '', WAYLAND_DISPLAY: join(folder, 'desktop'), XDG_SESSION_TYPE: 'wayland' })
    await weston.stop()
    rmSync(folder, { recursive: true, force: true })
  },
})

test('on Wayland the window appears, though nothing is painted before', async ({ agate, desktop }) => {
  const { app } = await agate.open({ scenario, env: desktop, args })
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible())))
    .toBe(true)
})

test('on Wayland it says that the desktop keeps hotkeys to itself, and what to bind there', async ({
  agate,
  desktop,
}) => {
  const { app, main } = await start(agate, { scenario, env: desktop, args })
  expect(await callBridge(main, 'quick', 'hotkey', undefined)).toMatchObject({
    ok: true,
    value: { status: 'elsewhere', proven: false, command: expect.stringContaining('--quick-ask') as unknown },
  })
  const settings = await openSettings({ app, main })
  await expect(settings).toContainText('This desktop keeps hotkeys to itself.')
  await expect(settings).toContainText('--quick-ask')
  for (const name of ['GNOME', 'KDE', 'Sway', 'Hyprland']) await expect(settings).toContainText(name)
})

test('on Wayland the command that the desktop can bind opens the quick window', async ({ agate, desktop }) => {
  const window = await start(agate, { scenario, env: desktop, args })
  expect((await state(window)).visible).toBe(false)
  const { code } = await agate.run([...args, '--quick-ask'])
  expect(code).toBe(0)
  await expect.poll(async () => (await state(window)).visible).toBe(true)
})
