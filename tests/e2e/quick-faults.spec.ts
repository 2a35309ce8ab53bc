import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { answer, field, hidden, HOTKEY, keys, opened, select, start, state, type } from './support/quick.ts'

const scenario = { replies: [{ tokens: ['Red', ', ', 'green', '.'] }] }

test('a question that is asked while the model is loaded waits for it', async ({ agate }) => {
  const window = await start(agate, { scenario: { ...scenario, load: { delayMs: 500, steps: 8 } } })
  keys(HOTKEY)
  await opened(window)
  type('Early?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red, green.')
})

test('without a model it says so and keeps the question', async ({ agate }) => {
  const modelFolder = join(agate.home, 'no-models')
  mkdirSync(modelFolder, { recursive: true })
  const window = await start(agate, { modelFolder })
  keys(HOTKEY)
  await opened(window)
  type('Anybody there?')
  keys('Return')
  await expect(window.quick.getByRole('status')).toContainText('no model')
  await expect(field(window.quick)).toHaveValue('Anybody there?')
  expect(agate.database.messages()).toEqual([])
})

test('it opens while the large window shows a dialog of the system', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await window.app.evaluate(({ BrowserWindow, dialog }) => {
    const main = BrowserWindow.getAllWindows().find((one) => !one.webContents.getURL().endsWith('/quick.html'))
    if (main) void dialog.showMessageBox(main, { message: 'A question', buttons: ['Yes', 'No'] })
  })
  keys(HOTKEY)
  await opened(window)
  type('Now?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red, green.')
})

test('it opens while the large window shows the settings of quick questions', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await window.app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label.startsWith('Quick questions'))
    item?.click()
  })
  await expect(window.main.getByRole('dialog', { name: 'Quick questions' })).toBeVisible()
  keys(HOTKEY)
  await opened(window)
  await expect(window.main.getByText('It works: Agate has seen it.')).toBeVisible()
})

test('a minimised large window stays minimised', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const minimised = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isMinimized())
  await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.minimize())
  await expect.poll(minimised).toBe(true)
  keys(HOTKEY)
  await opened(window)
  keys('Escape')
  await hidden(window)
  expect(await minimised()).toBe(true)
})

test('it comes up over a full-screen window, which stays so and gets the focus back', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const full = () =>
    window.app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.fromId(1)
      return { full: main?.isFullScreen(), focused: main?.isFocused() }
    })
  await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.setFullScreen(true))
  await expect.poll(full).toEqual({ full: true, focused: true })
  keys(HOTKEY)
  await opened(window)
  keys('Escape')
  await hidden(window)
  await expect.poll(full).toEqual({ full: true, focused: true })
})

test('presses while Agate ends change nothing about its end', async ({ agate }) => {
  const slow = { replies: [{ tokens: { repeat: 'word ', times: 2000 }, delayMs: 20 }] }
  const window = await start(agate, { scenario: slow })
  keys(HOTKEY)
  await opened(window)
  type('Go on.')
  keys('Return')
  await expect(answer(window.quick)).toContainText('word word')
  const child = window.app.process()
  const ended = window.app.waitForEvent('close')
  const quitting = window.app.evaluate(({ app }) => {
    app.quit()
  })
  keys(...Array.from({ length: 10 }, () => HOTKEY))
  await Promise.allSettled([quitting, ended])
  expect(child.exitCode).toBe(0)
  expect(agate.database.messages().at(-1)).toMatchObject({ status: 'stopped' })
})

test('an action whose engine died is asked again with its text, not only by its name', async ({ agate }) => {
  const dying = {
    replies: [{ tokens: ['Some ', 'words'], faultAfter: { tokens: 2, kind: 'abort' as const } }],
  }
  const window = await start(agate, { scenario: dying })
  await select(window, 'Selected words.')
  keys(HOTKEY)
  await opened(window)
  keys('ctrl+1')
  await expect(answer(window.quick)).toContainText('Some words')
  await window.quick.getByRole('button', { name: 'Ask again' }).click()
  await expect.poll(() => agate.database.messages().filter(({ role }) => role === 'user').length).toBe(2)
  for (const { role, text } of agate.database.messages()) {
    if (role === 'user') expect(text).toContain('Selected words.')
  }
})

test('Esc leads out at every moment, and never loses what was asked', async ({ agate }) => {
  const moments = {
    replies: [{ tokens: { repeat: 'word ', times: 40 }, delayMs: 20 }],
    load: { delayMs: 300, steps: 4 },
  }
  const window = await start(agate, { scenario: moments })
  const escapeAfter = async (what: () => Promise<void>) => {
    keys(HOTKEY)
    await opened(window)
    await what()
    keys('Escape')
    await expect(field(window.quick)).toBeFocused()
    if ((await state(window)).visible === true) keys('Escape')
    await hidden(window)
  }
  const ask = async (question: string) => {
    type(question)
    await expect(field(window.quick)).toHaveValue(question)
    keys('Return')
  }
  await escapeAfter(async () => ask('While the model is loaded?'))
  await escapeAfter(async () => {
    await ask('While it writes?')
    await expect(answer(window.quick)).toContainText('word')
  })
  await escapeAfter(async () => {
    await ask('At the end?')
    await expect(window.quick.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
  })
  await escapeAfter(async () => {
    type('Only typed')
    await expect(field(window.quick)).toHaveValue('Only typed')
  })
  await expect.poll(() => agate.database.messages().filter(({ role }) => role === 'user').length).toBe(3)
  expect(agate.database.messages().every(({ status }) => status !== 'streaming')).toBe(true)
})
