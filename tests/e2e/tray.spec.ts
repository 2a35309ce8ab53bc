import { expect, test as base } from './support/agate.ts'
import { opened, start, state, type Quick } from './support/quick.ts'
import { type TrayDesktop, trayDesktop } from './support/tray-desktop.ts'

const scenario = { replies: [{ tokens: ['Yes', '.'] }] }

const test = base.extend<{ tray: TrayDesktop }>({
  tray: async ({}, use) => {
    const tray = await trayDesktop()
    await use(tray)
    await tray.stop()
  },
})

/** With its icon in the tray. */
async function startInTray(agate: Parameters<typeof start>[0], tray: TrayDesktop): Promise<Quick> {
  const window = await start(agate, { scenario, env: tray.env })
  expect(await tray.next()).toMatchObject({ title: 'Agate' })
  return window
}

/** Agate's large windows that can be seen. */
const largeWindows = ({ app }: Quick) =>
  app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().filter(
        (one) => one.isVisible() && !one.webContents.getURL().endsWith('/quick.html'),
      ).length,
  )

async function closeMain(window: Quick): Promise<void> {
  await window.main.close()
  await expect.poll(() => largeWindows(window)).toBe(0)
}

test('the icon in the tray offers the two windows and the end', async ({ agate, tray }) => {
  await startInTray(agate, tray)
  expect(await tray.tell('menu')).toEqual(['Open Agate', 'Quick question', '', 'Quit'])
})

test('the tray opens the quick window while the large one is closed', async ({ agate, tray }) => {
  const window = await startInTray(agate, tray)
  await closeMain(window)
  await tray.tell('click Quick question')
  await opened(window)
  expect(await largeWindows(window)).toBe(0)
})

test('the tray opens the large window again, by its menu and by a click on the icon', async ({ agate, tray }) => {
  const window = await startInTray(agate, tray)
  for (const command of ['click Open Agate', 'activate']) {
    for (const page of window.app.windows()) if (!page.url().endsWith('/quick.html')) await page.close()
    await expect.poll(() => largeWindows(window)).toBe(0)
    await tray.tell(command)
    await expect.poll(() => largeWindows(window)).toBe(1)
  }
  expect((await state(window)).visible).toBe(false)
})

test('the tray ends Agate, also while the large window is closed', async ({ agate, tray }) => {
  const window = await startInTray(agate, tray)
  await closeMain(window)
  const child = window.app.process()
  const ended = window.app.waitForEvent('close')
  await tray.tell('click Quit')
  await ended
  expect(child.exitCode).toBe(0)
})
