import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, Installation, test } from './support/agate.ts'
import { callBridge } from './support/bridge.ts'
import {
  activeWindow,
  answer,
  field,
  hidden,
  HOTKEY,
  keys,
  opened,
  select,
  start,
  type,
  type Quick,
} from './support/quick.ts'

const scenario = { replies: [{ tokens: ['The cat', ' sat', '.'] }] }

/** Selects a text in the large window, as a person does in any program. */
async function selectInMain({ main }: Quick, text: string): Promise<void> {
  const composer = main.getByRole('textbox', { name: 'Message' })
  await composer.fill(text)
  await composer.press('Control+a')
}

async function actOnSelection(window: Quick, key: string): Promise<void> {
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByRole('list', { name: 'What to do with this text' })).toBeVisible()
  keys(key)
  await expect(window.quick.getByRole('button', { name: 'Put it where the selection is' })).toBeVisible()
}

test('an answer is put where the selection was, in the program that had the focus', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await selectInMain(window, 'teh cat sat')
  await actOnSelection(window, 'ctrl+5')
  keys('ctrl+shift+Return')
  await hidden(window)
  await expect(window.main.getByRole('textbox', { name: 'Message' })).toHaveValue('The cat sat.')
})

test('where nothing can be typed for the person the answer is copied, and the window says so', async ({ agate }) => {
  const window = await start(agate, { scenario, env: { PATH: agate.home } })
  await selectInMain(window, 'teh cat sat')
  await actOnSelection(window, 'ctrl+5')
  await window.quick.getByRole('button', { name: 'Put it where the selection is' }).click()
  await expect(window.quick.getByRole('status')).toContainText('Copied: paste it over the selection yourself.')
  await expect(window.main.getByRole('textbox', { name: 'Message' })).toHaveValue('teh cat sat')
  expect(await callBridge(window.quick, 'quick', 'copiedText', undefined)).toMatchObject({
    ok: true,
    value: { text: 'The cat sat.' },
  })
})

test('a document that is dropped on it is shown in the large window', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const file = join(agate.home, 'river.txt')
  writeFileSync(file, 'The river rises in the hills.\n')
  keys(HOTKEY)
  await opened(window)
  await drop(window, file)
  await hidden(window)
  await expect(window.main.getByRole('list', { name: 'Conversations' })).toContainText('river')
})

test('a file that is gone is refused where it was dropped, and the window says so', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const file = join(agate.home, 'gone.txt')
  writeFileSync(file, 'Here for a moment.\n')
  keys(HOTKEY)
  await opened(window)
  await drop(window, file, () => {
    rmSync(file)
  })
  await expect(window.quick.getByRole('status')).toContainText('gone.txt')
  await expect(window.main.getByText('gone.txt')).toHaveCount(0)
})

/** Drops a file of the disk on the page; Chromium knows where it lies as it does after a real drag. */
async function drop({ quick }: Quick, path: string, meanwhile?: () => void): Promise<void> {
  await quick.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'picked' })
    document.body.append(input)
  })
  await quick.locator('#picked').setInputFiles(path)
  meanwhile?.()
  await quick.evaluate(() => {
    const input = document.getElementById('picked')
    if (!(input instanceof HTMLInputElement)) return
    const dataTransfer = new DataTransfer()
    for (const file of input.files ?? []) dataTransfer.items.add(file)
    input.remove()
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
}

test('the arrow key brings earlier questions back, whole and one after the other', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const long = `Which of these is right, and why is that so when ${'the other one '.repeat(8)}is not?`
  for (const question of ['First of all?', long]) {
    keys(HOTKEY)
    await opened(window)
    type(question)
    keys('Return')
    await expect(answer(window.quick)).toContainText('The cat sat.')
    keys('Escape', 'Escape')
    await hidden(window)
  }
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByRole('list', { name: 'Suggestions' })).toBeVisible()
  keys('Up')
  await expect(field(window.quick)).toHaveValue(long)
  keys('Up')
  await expect(field(window.quick)).toHaveValue('First of all?')
  keys('Down', 'Down')
  await expect(field(window.quick)).toHaveValue('')
})

test('what was selected is there again after Esc, and a question about it says what it is about', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await select(window, 'Some words from elsewhere.')
  keys(HOTKEY)
  await opened(window)
  type('What is this?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('The cat sat.')
  keys('Escape')
  await expect(field(window.quick)).toHaveValue('What is this?')
  await expect(window.quick.getByText('Some words from elsewhere.')).toBeVisible()
  expect(agate.database.messages()[0]?.text).toBe('What is this?\n\nThe text:\n\nSome words from elsewhere.')
})

test('it comes back where it was left, and onto the screen when its own went away meanwhile', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const place = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getPosition())
  const move = (x: number, y: number) =>
    window.app.evaluate(
      ({ BrowserWindow }, at) => BrowserWindow.getFocusedWindow()?.setPosition(at[0] ?? 0, at[1] ?? 0),
      [x, y],
    )
  // A window that has only just appeared keeps its place, so that it is moved until it is found there.
  const moveUntil = async (x: number, isThere: (found: number | undefined) => boolean) => {
    const lookThenMove = async () => {
      const found = isThere((await place())?.[0])
      if (!found) await move(x, 60)
      return found
    }
    await expect.poll(lookThenMove).toBe(true)
  }
  keys(HOTKEY)
  await opened(window)
  await moveUntil(100, (x) => x === 100)
  keys('Escape')
  await hidden(window)
  keys(HOTKEY)
  await opened(window)
  await expect.poll(place).toEqual([100, 60])
  await moveUntil(-5000, (x) => (x ?? 0) < 0)
  await window.app.evaluate(({ screen }) => screen.emit('display-removed', {}, screen.getPrimaryDisplay()))
  await expect.poll(async () => ((await place())?.[0] ?? -1) >= 0).toBe(true)
})

test('the focus goes back to the other program that had it', async ({ agate }, info) => {
  const window = await start(agate, { scenario })
  const other = new Installation(info.outputPath('other'))
  const { page } = await other.open({ scenario })
  await page.getByRole('textbox', { name: 'Message' }).click()
  const before = activeWindow()
  keys(HOTKEY)
  await opened(window)
  keys('Escape')
  await hidden(window)
  await expect.poll(activeWindow).toBe(before)
  await other.closeAll()
})

test('starting at login is a file of the desktop, written and removed with the setting', async ({ agate }) => {
  const { main } = await start(agate, { scenario })
  const file = join(agate.home, 'config/autostart/agate.desktop')
  const startAtLogin = (on: boolean) => callBridge(main, 'app', 'startAtLogin', { on })
  expect(await startAtLogin(true)).toMatchObject({ ok: true })
  expect(readFileSync(file, 'utf8')).toMatch(/^Exec=".+" "--hidden"$/mu)
  expect(await callBridge(main, 'app', 'startsAtLogin', undefined)).toEqual({ ok: true, value: true })
  expect(await startAtLogin(false)).toMatchObject({ ok: true })
  expect(existsSync(file)).toBe(false)
})
