import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { answer, field, hidden, HOTKEY, keys, opened, type Quick, select, start, state, type } from './support/quick.ts'

const scenario = { replies: [{ tokens: ['Red', ', ', 'green', '.'] }] }

const focusMain = ({ app }: Quick) => app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.focus())

/** The ways out of the small window that its page does not go itself. */
const WAYS = {
  'by its hotkey': () => {
    keys(HOTKEY)
    return Promise.resolve()
  },
  'by closing it': () => {
    keys('alt+F4')
    return Promise.resolve()
  },
  // It counts as left only a moment after it appeared, so that the focus is given until it is hidden.
  'for another window': (window: Quick) =>
    expect
      .poll(async () => {
        await focusMain(window)
        return (await state(window)).visible
      })
      .toBe(false),
}

for (const [way, leave] of Object.entries(WAYS)) {
  test(`private questions are gone when the small window is left ${way}`, async ({ agate }) => {
    const window = await start(agate, { scenario, settings: { quickPrivate: true } })
    keys(HOTKEY)
    await opened(window)
    type('Between us?')
    keys('Return')
    await expect(answer(window.quick)).toContainText('Red, green.')
    await expect(window.quick.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
    await leave(window)
    await hidden(window)
    await expect.poll(() => agate.database.messages()).toEqual([])
  })
}

for (const quickPrivate of [false, true]) {
  const kind = quickPrivate ? 'a private answer' : 'an answer'
  test(`${kind} that ends while the small window is hidden is there at the next press, and only then`, async ({
    agate,
  }) => {
    const file = join(agate.home, 'end')
    const waiting = { replies: [{ tokens: ['Red', ', ', 'green', '.'], lastAfter: file }] }
    const window = await start(agate, { scenario: waiting, settings: { quickPrivate } })
    keys(HOTKEY)
    await opened(window)
    type('Go on.')
    keys('Return')
    await expect(answer(window.quick)).toContainText('Red, green')
    keys(HOTKEY)
    await hidden(window)
    expect(agate.database.messages().at(-1)?.status).toBe('streaming')
    writeFileSync(file, '')
    await expect.poll(() => agate.database.messages().at(-1)?.status).toBe('complete')
    keys(HOTKEY)
    await expect.poll(() => state(window)).toEqual({ visible: true, focused: true })
    await expect(window.quick.getByRole('textbox', { name: 'Follow-up question' })).toBeFocused()
    await expect(answer(window.quick)).toContainText('Red, green.')
    await expect(window.quick.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
    keys(HOTKEY)
    await hidden(window)
    keys(HOTKEY)
    await opened(window)
    await expect(field(window.quick)).toHaveValue('')
    await expect.poll(() => agate.database.messages().length).toBe(quickPrivate ? 0 : 2)
  })
}

test('an answer that could not be put back is still there', async ({ agate }) => {
  const window = await start(agate, { scenario })
  await select(window, 'teh cat sat')
  keys(HOTKEY)
  await opened(window)
  keys('ctrl+5')
  await expect(answer(window.quick)).toContainText('Red, green.')
  // No window is left that could take the focus.
  await window.main.close()
  await window.quick.getByRole('button', { name: 'Put it where the selection is' }).click()
  await expect(window.quick.getByRole('status')).toContainText('No other window took the focus.')
  await expect.poll(() => state(window)).toEqual({ visible: true, focused: true })
  await expect(answer(window.quick)).toContainText('Red, green.')
})
