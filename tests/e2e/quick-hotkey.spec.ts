import type { Page } from '@playwright/test'
import { expect, Installation, test } from './support/agate.ts'
import { callBridge } from './support/bridge.ts'
import { ChatPage } from './support/chat-page.ts'
import {
  answer,
  field,
  hidden,
  HOTKEY,
  keys,
  opened,
  openSettings,
  start,
  state,
  type,
  WITH_HOTKEY,
} from './support/quick.ts'

const scenario = { replies: [{ tokens: ['Red', ', ', 'green', '.'] }] }

test('the hotkey closes the window that it opened, and fifty fast presses leave it well', async ({ agate }) => {
  const window = await start(agate, { scenario })
  keys(HOTKEY)
  await opened(window)
  keys(HOTKEY)
  await hidden(window)
  keys(...Array.from({ length: 50 }, () => HOTKEY))
  // Some of them may still be on their way, so that it is closed and opened until it follows.
  const press = async () => {
    const before = await state(window)
    if (before.visible !== before.focused) return before.visible
    keys(HOTKEY)
    await expect.poll(async () => (await state(window)).visible).toBe(before.visible !== true)
    return (await state(window)).visible
  }
  await expect.poll(press).toBe(false)
  keys(HOTKEY)
  await opened(window)
})

test('what a press does begins after Electron’s callback, in which promises stand still', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await window.app.evaluate(({ globalShortcut }) => {
    const register = globalShortcut.register.bind(globalShortcut)
    globalShortcut.register = (accelerator, pressed) => {
      Reflect.set(globalThis, 'pressed', pressed)
      return register(accelerator, pressed)
    }
  })
  await callBridge(window.main, 'quick', 'setHotkey', { accelerator: 'Alt+Shift+F9' })
  keys('alt+shift+F9')
  await opened(window)
  const visibleInCallback = await window.app.evaluate(({ BrowserWindow }) => {
    const pressed: unknown = Reflect.get(globalThis, 'pressed')
    if (typeof pressed === 'function') Reflect.apply(pressed, undefined, [])
    return BrowserWindow.getFocusedWindow()?.isVisible()
  })
  expect(visibleInCallback).toBe(true)
  await hidden(window)
})

test('the hotkey works while the large window is closed, and a later start brings that back', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await window.main.close()
  keys(HOTKEY)
  await opened(window)
  type('Still there?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red')
  type('And then?')
  await expect(window.quick.getByRole('textbox', { name: 'Follow-up question' })).toHaveValue('And then?')
  keys('ctrl+Return')
  await expect.poll(() => window.app.windows().length).toBe(2)
  const main = window.app.windows().find((page) => page !== window.quick)
  await expect(main?.getByRole('article') ?? field(window.quick)).toContainText('Red, green.')
  await expect(main?.getByRole('textbox', { name: 'Message' }) ?? field(window.quick)).toHaveValue('And then?')
})

const leaveWhileRecording = [
  ['closed', (main: Page) => main.close()],
  ['loaded anew', (main: Page) => main.reload()],
] as const
for (const [what, leave] of leaveWhileRecording) {
  test(`the hotkey works again when the large window is ${what} while keys are recorded`, async ({ agate }) => {
    const window = await start(agate, { scenario })
    const settings = await openSettings(window)
    await settings.getByRole('button', { name: 'Alt Shift Space' }).click()
    const recording = settings.getByRole('button', { name: 'Press the keys' })
    await expect(recording).toBeVisible()
    const isRegistered = () =>
      window.app.evaluate(({ globalShortcut }, keys) => globalShortcut.isRegistered(keys), WITH_HOTKEY.quickHotkey)
    await expect.poll(isRegistered).toBe(false)
    await leave(window.main)
    await expect.poll(isRegistered).toBe(true)
    keys(HOTKEY)
    await opened(window)
  })
}

test('without a hotkey nothing is registered, and closing the large window ends Agate', async ({ agate }) => {
  const { app, page } = await agate.open({ scenario })
  await expect.poll(() => app.windows().length).toBe(2)
  keys(HOTKEY)
  const ended = app.waitForEvent('close')
  await page.close()
  await ended
})

test('a hotkey that another program has is said, and everything else works', async ({ agate }, info) => {
  await start(agate, { scenario })
  const second = new Installation(info.outputPath('second'))
  const { page } = await second.open({ scenario, settings: WITH_HOTKEY })
  const message = 'Another program has Alt Shift Space. Nothing was changed; choose other keys.'
  await expect
    .poll(() => callBridge(page, 'quick', 'hotkey', undefined))
    .toMatchObject({ ok: true, value: { status: 'taken', message } })
  const chat = new ChatPage(page)
  await chat.ask('Name three colours.')
  await expect(chat.answers.last()).toContainText('Red, green.')
  await second.closeAll()
})
