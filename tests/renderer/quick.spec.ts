import { err } from '../../shared/result.ts'
import { NOTHING, openQuick, QUICK_SCENES } from './support/quick-scenes.ts'
import { Turn } from './support/turn.ts'
import { expect, test } from './support/window.ts'

/* What a person does in the quick window before anything is asked. */

const SELECTION = { source: 'selection', text: 'The river is long.', words: 4 } as const

test('an input method has Enter, Esc and the digits while it composes', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: SELECTION })
  const field = page.getByRole('textbox', { name: 'Quick question' })
  const client = await page.context().newCDPSession(page)
  for (const key of ['Enter', 'Escape', '1', 'Control+1', 'ArrowDown']) {
    await client.send('Input.imeSetComposition', { text: 'ご', selectionStart: 1, selectionEnd: 1 })
    await field.press(key)
  }
  await client.detach()
  expect(methods.chat.send.opened).toHaveLength(0)
  expect(methods.quick.hide.calls).toHaveLength(0)
  await expect(page.locator('.quick-row.on')).toContainText('Ask about this text')
})

test('the copied text is used only when asked for, and can be taken out again', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { copiedWords: 24 })
  const field = page.getByRole('textbox', { name: 'Quick question' })
  await expect(page.getByRole('button', { name: /^Use the copied text/u })).toContainText('24 words')
  expect(methods.quick.copiedText.calls).toHaveLength(0)
  await field.press('Tab')
  await expect(page.getByText('24 words copied')).toBeVisible()
  await page.getByRole('button', { name: 'Ask without this text' }).click()
  await expect(page.getByText('24 words copied')).toHaveCount(0)
  await expect(field).toBeFocused()
  await field.fill('What is a tenant?')
  await field.press('Enter')
  expect((await Turn.begin(methods)).stream.input.text).toBe('What is a tenant?')
})

test('a selection that was taken out is not asked about', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: SELECTION })
  await page.getByRole('button', { name: 'Ask without this text' }).click()
  await page.getByRole('textbox', { name: 'Quick question' }).fill('How long is it?')
  await page.keyboard.press('Enter')
  expect((await Turn.begin(methods)).stream.input.text).toBe('How long is it?')
})

test('a question goes on after a text was taken out for which an action was chosen', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: SELECTION })
  const field = page.getByRole('textbox', { name: 'Quick question' })
  await field.press('ArrowDown')
  await expect(page.locator('.quick-row.on')).not.toContainText('Ask about this text')
  await page.getByRole('button', { name: 'Ask without this text' }).click()
  await field.fill('How long is it?')
  await field.press('Enter')
  expect((await Turn.begin(methods)).stream.input.text).toBe('How long is it?')
})

test('a finished answer can be asked for again, with the text that it was about', async ({ agate }) => {
  const { methods, page } = agate
  await QUICK_SCENES['quick-answered']?.(agate)
  const [first] = methods.chat.send.opened
  await page.getByRole('button', { name: 'Ask again' }).click()
  const again = await Turn.begin(methods)
  expect(again.stream.input.text).toBe(first?.input.text)
  await again.write('Keep it in repair.')
  await again.end()
  await expect(page.getByRole('article')).toContainText('Keep it in repair.')
})

test('copying is offered once there is something to copy', async ({ agate }) => {
  await QUICK_SCENES['quick-waiting']?.(agate)
  const hints = agate.page.locator('.quick-hints')
  await expect(hints).toContainText('Back')
  await expect(hints).not.toContainText('Copy')
  await QUICK_SCENES['quick-writing']?.(agate)
  await expect(hints).toContainText('Copy')
})

test('a question that is refused while the window is hidden is there when it is opened again', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  const field = page.getByRole('textbox', { name: 'Quick question' })
  await field.fill('How long is it?')
  await field.press('Enter')
  const stream = await methods.chat.send.next()
  await methods.quick.hidden.emit({})
  await stream.end(err('model-failed', 'The model could not be loaded. The question is kept.'))
  await expect(page.getByRole('status')).toContainText('The question is kept.')
  await methods.quick.opened.emit(NOTHING)
  await expect(field).toHaveValue('How long is it?')
  await expect(page.getByRole('status')).toContainText('The question is kept.')
})

test('a text that was selected when an unread answer was shown can be asked about after it', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: { source: 'selection', text: 'An older text.', words: 3 } })
  await page.getByRole('textbox', { name: 'Quick question' }).fill('How long is it?')
  await page.keyboard.press('Enter')
  const turn = await Turn.begin(methods)
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, selection: SELECTION })
  await turn.write('Long.')
  await methods.quick.hidden.emit({})
  await turn.end()
  // Main offers a selection once.
  await methods.quick.opened.emit({ ...NOTHING, isOfferedBefore: true })
  await expect(page.getByRole('article')).toContainText('Long.')
  await page.keyboard.press('Escape')
  await expect(page.getByText(SELECTION.text)).toBeVisible()
  await page.getByRole('textbox', { name: 'Quick question' }).fill('And this one?')
  await page.keyboard.press('Enter')
  expect((await Turn.begin(methods)).stream.input.text).toContain(SELECTION.text)
})

const SEEN_BESIDE = [
  { left: 'the hotkey', then: { isOfferedBefore: true }, offers: true },
  { left: 'the hotkey, and nothing is selected any more', then: {}, offers: false },
  { left: 'the hotkey, and what is selected now is too long', then: { tooLong: 400_000 }, offers: false },
]
for (const { left, then, offers } of SEEN_BESIDE) {
  test(`a text that was selected beside an answer is ${offers ? '' : 'not '}offered after ${left}`, async ({
    agate,
  }) => {
    const { methods, page } = agate
    await openQuick(agate)
    const field = page.getByRole('textbox', { name: 'Quick question' })
    await field.fill('How long is it?')
    await field.press('Enter')
    const turn = await Turn.begin(methods)
    await turn.write('Long.')
    await methods.quick.opened.emit({ ...NOTHING, selection: SELECTION })
    await turn.end()
    await methods.quick.hidden.emit({})
    await methods.quick.opened.emit({ ...NOTHING, ...then })
    await expect(page.getByRole('article')).toBeHidden()
    await expect(page.getByText(SELECTION.text)).toHaveCount(offers ? 1 : 0)
  })
}
