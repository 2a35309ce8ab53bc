import { ok } from '../../shared/result.ts'
import { openQuick, QUICK_SCENES } from './support/quick-scenes.ts'
import { Turn } from './support/turn.ts'
import { expect, test } from './support/window.ts'

/* The quick window by the keyboard alone: what has the focus has Enter and Tab. */

const SELECTION = { source: 'selection', text: 'The river is long.', words: 4 } as const

test('Enter on a button presses it, and sends nothing that was typed', async ({ agate }) => {
  const { methods, page } = agate
  await QUICK_SCENES['quick-answered']?.(agate)
  await page.getByRole('textbox', { name: 'Follow-up question' }).fill('And how long?')
  await page.getByRole('button', { name: 'Copy the answer' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Copied.')
  expect(methods.chat.send.opened).toHaveLength(1)
})

test('Enter on an action runs that action', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: SELECTION })
  await page.getByRole('textbox', { name: 'Quick question' }).fill('How long is it?')
  await page.getByRole('button', { name: /^Explain in plain words/u }).focus()
  await page.keyboard.press('Enter')
  await Turn.begin(methods)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Explain in plain words')
})

test('Tab leaves the field where nothing was copied', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await page.getByRole('textbox', { name: 'Quick question' }).press('Tab')
  await expect(page.getByRole('button', { name: 'Keep open' })).toBeFocused()
  expect(methods.quick.copiedText.calls).toHaveLength(0)
})

test('Tab leaves the field once the copied text turns out to be gone', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { copiedWords: 24 })
  methods.quick.copiedText.handle(() => ok(null))
  await page.getByRole('textbox', { name: 'Quick question' }).press('Tab')
  await expect(page.getByRole('status')).toContainText('There is no copied text')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Keep open' })).toBeFocused()
})
