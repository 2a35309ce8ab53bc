import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import {
  answer,
  field,
  hidden,
  HOTKEY,
  keys,
  opened,
  openSettings,
  type Quick,
  select,
  start,
  state,
  type,
} from './support/quick.ts'

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
  await expect(await openSettings(window)).toBeVisible()
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

test('an engine that died during an answer gives it when it is asked again', async ({ agate }) => {
  const dying = { replies: [{ tokens: ['Some ', 'words'], faultAfter: { tokens: 2, kind: 'abort' as const } }] }
  const window = await start(agate, { scenario: dying })
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByText(/, ready$/u)).toBeVisible()
  // The engine that runs has read its own; the next one works.
  writeFileSync(join(agate.home, 'scenario.json'), JSON.stringify(scenario))
  type('Name three colours.')
  keys('Return')
  await window.quick.getByRole('button', { name: 'Ask again' }).click()
  await expect(answer(window.quick)).toContainText('Red, green.')
  const answers = agate.database.messages().filter(({ role }) => role === 'assistant')
  expect(answers.map(({ text, status }) => [text, status])).toEqual([
    ['Some words', 'interrupted'],
    ['Red, green.', 'complete'],
  ])
})

test('its page is there again after it crashed', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const inPage = (script: string) =>
    window.app.evaluate(({ BrowserWindow }, code) => {
      const quick = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/quick.html'))
      return quick?.webContents.executeJavaScript(code) as Promise<unknown>
    }, script)
  const crashed = window.quick.waitForEvent('crash')
  await window.app.evaluate(({ BrowserWindow }) => {
    const quick = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/quick.html'))
    quick?.webContents.forcefullyCrashRenderer()
  })
  await crashed
  await expect.poll(() => inPage('document.querySelector("textarea")?.ariaLabel')).toBe('Quick question')
  keys(HOTKEY)
  await expect.poll(() => state(window)).toEqual({ visible: true, focused: true })
  await expect.poll(() => inPage('document.activeElement?.ariaLabel')).toBe('Quick question')
})

/** Moves the small window, whose place can then not be kept. */
async function moveForNothing({ app }: Quick, settingsFile: string): Promise<void> {
  rmSync(settingsFile)
  mkdirSync(settingsFile)
  const x = () =>
    app.evaluate(({ BrowserWindow }) => {
      const quick = BrowserWindow.getFocusedWindow()
      const before = quick?.getPosition()[0]
      quick?.setPosition(100, 60)
      return before
    })
  // A window that has only just appeared keeps its place, so that it is moved until it is found there.
  await expect.poll(x).toBe(100)
}

test('it is hidden, and a private question gone, also when the place that it was moved to cannot be kept', async ({
  agate,
}) => {
  const window = await start(agate, { scenario, settings: { quickPrivate: true } })
  keys(HOTKEY)
  await opened(window)
  type('Between us?')
  keys('Return')
  await expect(window.quick.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
  await moveForNothing(window, join(agate.dataFolder, 'settings.json'))
  keys(HOTKEY)
  await hidden(window)
  await expect.poll(() => agate.database.messages()).toEqual([])
})

test('an answer is put back also when the place that the window was moved to cannot be kept', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await select(window, 'teh cat sat')
  await window.main.getByRole('textbox', { name: 'Message' }).focus()
  keys(HOTKEY)
  await opened(window)
  keys('ctrl+5')
  const put = window.quick.getByRole('button', { name: 'Put it where the selection is' })
  await expect(put).toBeVisible()
  await moveForNothing(window, join(agate.dataFolder, 'settings.json'))
  await put.click()
  await hidden(window)
  await expect(window.main.getByRole('textbox', { name: 'Message' })).toHaveValue('Red, green.')
})

test('an answer goes on when the large window is closed meanwhile, and is there when that comes back', async ({
  agate,
}) => {
  const file = join(agate.home, 'end')
  const waiting = { replies: [{ tokens: ['Red', ', ', 'green', '.'], lastAfter: file }] }
  const window = await start(agate, { scenario: waiting })
  keys(HOTKEY)
  await opened(window)
  await window.quick.getByRole('button', { name: 'Keep open' }).click()
  await field(window.quick).focus()
  type('Go on.')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red, green')
  await window.main.close()
  writeFileSync(file, '')
  await expect(window.quick.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
  await agate.run([])
  await expect.poll(() => window.app.windows().length).toBe(2)
  const main = window.app.windows().find((page) => page !== window.quick)
  await expect(main?.getByRole('list', { name: 'Conversations' }) ?? field(window.quick)).toContainText('Go on.')
  expect(agate.database.messages().at(-1)).toMatchObject({ status: 'complete', text: 'Red, green.' })
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
