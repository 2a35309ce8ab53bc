import type { ElectronApplication } from '@playwright/test'
import { DEFAULT_LIMITS } from '../../electron/engine/limits.ts'
import { expect, Installation, test } from './support/agate.ts'
import { callBridge } from './support/bridge.ts'
import {
  answer,
  field,
  hidden,
  HOTKEY,
  keys,
  opened,
  openSettings,
  select,
  start,
  state,
  type,
  WITH_HOTKEY,
} from './support/quick.ts'

const scenario = { replies: [{ tokens: ['Red', ', ', 'green', '.'] }] }
const slow = { replies: [{ tokens: { repeat: 'word ', times: 2000 }, delayMs: 20 }] }

test('the hotkey opens the small window; what is typed is asked, answered, kept and marked', async ({ agate }) => {
  const window = await start(agate, { scenario })
  keys(HOTKEY)
  await opened(window)
  type('Name three colours.')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red, green.')
  await expect(window.main.getByRole('list', { name: 'Conversations' })).toContainText('Name three colours.')
  expect(agate.database.origins()).toEqual(['quick'])
  keys('Escape')
  await expect(field(window.quick)).toHaveValue('Name three colours.')
  keys('Escape')
  await hidden(window)
})

test('a second start with --quick-ask opens it in the Agate that runs, and leaves', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const { code } = await agate.run(['--quick-ask'])
  expect(code).toBe(0)
  await opened(window)
})

test('a first start with --quick-ask can be typed into at once, and offers what is selected', async ({
  agate,
}, info) => {
  const other = new Installation(info.outputPath('other'))
  await select(await other.open({ scenario }), 'Words of another program.')
  const app = await agate.launch({ scenario, settings: WITH_HOTKEY, args: ['--quick-ask'] })
  const quick = await app.firstWindow()
  await opened({ app, main: quick, quick })
  await expect(quick.getByText('Words of another program.')).toBeVisible()
  await other.closeAll()
})

test('started with --hidden there is no window until the hotkey is pressed', async ({ agate }) => {
  const app = await agate.launch({ scenario, settings: WITH_HOTKEY, args: ['--hidden'] })
  const quick = await app.firstWindow()
  const window = { app, main: quick, quick }
  await expect(field(quick)).toBeAttached()
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
  ).toEqual([false])
  keys(HOTKEY)
  await opened(window)
})

test('what is selected elsewhere is offered, used by an action, and never sent by itself', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await select(window, 'Words that\0 were selected elsewhere.')
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByText('Words that were selected elsewhere.')).toBeVisible()
  const caps = window.quick.getByRole('list', { name: 'What to do with this text' }).locator('kbd')
  await expect(caps).toHaveText(['Enter', 'Ctrl 1', 'Ctrl 2', 'Ctrl 3', 'Ctrl 4', 'Ctrl 5'])
  keys('Down')
  await expect(caps).toHaveText(['Enter', 'Ctrl 2', 'Ctrl 3', 'Ctrl 4', 'Ctrl 5'])
  expect(agate.database.messages()).toEqual([])
  keys('ctrl+1')
  await expect(answer(window.quick)).toContainText('Red, green.')
  const [question] = agate.database.messages()
  expect(question?.text).toContain('Summarise this text')
  expect(question?.text).toContain('Words that were selected elsewhere.')
})

test('an action of one’s own is written in the settings and run by its number', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const settings = await openSettings(window)
  await settings.getByRole('button', { name: 'Add an action' }).click()
  const name = settings.getByLabel('Name of action 6')
  const prompt = settings.getByLabel('What action 6 asks')
  await name.fill('Rhyme')
  await name.press('Tab')
  await expect(prompt).toBeFocused()
  await prompt.fill('A rhyme on “{selection}”, please.')
  await prompt.press('Shift+Tab')
  await expect(name).toBeFocused()
  await select(window, 'silver')
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByRole('button', { name: /^Rhyme/u })).toBeVisible()
  keys('6')
  await expect(answer(window.quick)).toContainText('Red, green.')
  expect(agate.database.messages()[0]?.text).toBe('A rhyme on “silver”, please.')
})

test('a selection of a megabyte is not used, and the window says so', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await select(window, 'x '.repeat(500_000))
  keys(HOTKEY)
  await opened(window)
  await expect(window.quick.getByText(/more than a model reads at once/u)).toBeVisible()
})

test('an engine that dies during an answer keeps its text, says so, and answers again', async ({ agate }) => {
  const dying = {
    replies: [
      { match: 'again', tokens: ['Back.'] },
      { tokens: ['Some ', 'words'], faultAfter: { tokens: 2, kind: 'abort' as const } },
    ],
  }
  const window = await start(agate, { scenario: dying })
  keys(HOTKEY)
  await opened(window)
  type('First?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Some words')
  await expect(window.quick.getByRole('button', { name: 'Ask again' })).toBeVisible()
  const follow = window.quick.getByRole('textbox', { name: 'Follow-up question' })
  await follow.fill('Once again.')
  await follow.press('Enter')
  await expect(answer(window.quick)).toContainText('Back.')
})

test('the window is high enough for all of it from the first word of an answer on, also at 200 %', async ({
  agate,
}) => {
  const window = await start(agate, { scenario: { replies: [{ tokens: ['Red', ' or', ' green'], delayMs: 3000 }] } })
  const cut = () => window.quick.locator('main').evaluate((main) => Math.max(0, main.scrollHeight - innerHeight))
  const ask = async (question: string) => {
    keys(HOTKEY)
    await opened(window)
    await expect.poll(cut).toBe(0)
    type(question)
    keys('Return')
    await expect(answer(window.quick)).toBeVisible()
    await expect.poll(cut).toBe(0)
    await expect(answer(window.quick)).toContainText('Red')
    await expect.poll(cut).toBe(0)
    await expect(answer(window.quick)).toHaveAttribute('aria-busy', 'true')
    keys('Escape', 'Escape')
    await hidden(window)
  }
  await ask('Name a colour.')
  await window.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) one.webContents.setZoomFactor(2)
  })
  await ask('Name another one.')
})

test('Esc stops an answer that is being written, with its text kept and its question in the field', async ({
  agate,
}) => {
  const window = await start(agate, { scenario: slow })
  keys(HOTKEY)
  await opened(window)
  type('Go on for long.')
  keys('Return')
  await expect(answer(window.quick)).toContainText('word word')
  keys('Escape')
  await expect(field(window.quick)).toHaveValue('Go on for long.')
  await expect.poll(() => agate.database.messages().at(-1)?.status).toBe('stopped')
  expect(agate.database.messages().at(-1)?.text).toContain('word word')
})

test('private questions are gone when their window is', async ({ agate }) => {
  const window = await start(agate, { scenario, settings: { quickPrivate: true } })
  keys(HOTKEY)
  await opened(window)
  type('Between us?')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Red, green.')
  await expect(window.quick.getByText('Private: not kept')).toBeVisible()
  await expect(window.main.getByText('Between us?')).toHaveCount(0)
  keys('Escape')
  await expect.poll(() => agate.database.messages()).toEqual([])
})

test('the small window goes when another one gets the focus, unless it is kept open', async ({ agate }) => {
  const window = await start(agate, { scenario })
  const focusMain = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.focus())
  keys(HOTKEY)
  await opened(window)
  // The window counts as left only a moment after it appeared, so the focus is given more than once.
  await expect
    .poll(async () => {
      await focusMain()
      return (await state(window)).visible
    })
    .toBe(false)
  keys(HOTKEY)
  await opened(window)
  await window.quick.getByRole('button', { name: 'Keep open' }).click()
  await expect(window.quick.getByRole('button', { name: 'Stays open' })).toBeVisible()
  await focusMain()
  await expect.poll(async () => (await state(window)).focused).toBe(false)
  expect((await state(window)).visible).toBe(true)
})

test('opening it loads the model again that was unloaded because nobody asked', async ({ agate }) => {
  const app = await agate.launch({ scenario, settings: WITH_HOTKEY, args: ['--hidden'] })
  const quick = await app.firstWindow()
  await expect(field(quick)).toBeAttached()
  const engine = () => callBridge(quick, 'engine', 'status', undefined)
  await expect.poll(engine).toMatchObject({ ok: true, value: { state: 'ready' } })
  await hurryRest(app, DEFAULT_LIMITS.restAfterMs)
  await callBridge(quick, 'engine', 'warm', undefined)
  await expect.poll(engine).toMatchObject({ ok: true, value: { state: 'resting' } })
  keys(HOTKEY)
  await opened({ app, main: quick, quick })
  await expect.poll(engine).toMatchObject({ ok: true, value: { state: 'ready' } })
})

/** The time after which the model rests is over at once, the next time that it is counted. */
async function hurryRest(app: ElectronApplication, restAfterMs: number): Promise<void> {
  await app.evaluate((_electron, ms) => {
    const { setTimeout } = globalThis
    const hurried = (ring: (...given: unknown[]) => void, after?: number, ...given: unknown[]) => {
      if (after !== ms) return setTimeout(ring, after, ...given)
      Reflect.set(globalThis, 'setTimeout', setTimeout)
      return setTimeout(ring, 0)
    }
    Reflect.set(globalThis, 'setTimeout', hurried)
  }, restAfterMs)
}
