import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('Shift Enter makes a new line, and the box grows with it', async ({ agate }) => {
  await agate.load()
  const before = await agate.composer.boundingBox()
  await agate.composer.pressSequentially('one')
  await agate.page.keyboard.press('Shift+Enter')
  await agate.composer.pressSequentially('two')
  await expect(agate.composer).toHaveValue('one\ntwo')
  expect((await agate.composer.boundingBox())?.height).toBeGreaterThan(before?.height ?? 0)
  expect(agate.methods.chat.send.opened).toHaveLength(0)
})

test('Enter in an empty box, or one with spaces only, does nothing', async ({ agate }) => {
  await agate.load()
  await agate.composer.press('Enter')
  await agate.composer.fill('   \n ')
  await agate.composer.press('Enter')
  await expect(agate.send).toBeDisabled()
  await expect(agate.composer).toHaveValue('   \n ')
  expect(agate.methods.chat.send.opened).toHaveLength(0)
})

test('Enter that ends a composition of an input method does not send', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('にほん')
  const client = await agate.page.context().newCDPSession(agate.page)
  await client.send('Input.imeSetComposition', { text: 'ご', selectionStart: 1, selectionEnd: 1 })
  await agate.composer.evaluate((box) => {
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    )
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', bubbles: true, cancelable: true }))
  })
  await client.send('Input.insertText', { text: '語' })
  await client.detach()
  await expect(agate.composer).toHaveValue('にほん語')
  expect(agate.methods.chat.send.opened).toHaveLength(0)
  await agate.composer.press('Enter')
  expect((await agate.methods.chat.send.next()).input.text).toBe('にほん語')
})

test('↑ in an empty box brings the last question back, and in one with text moves the cursor', async ({ agate }) => {
  agate.world.add('Earlier', [question('First'), answer('A'), question('Second'), answer('B')])
  await agate.load()
  await agate.open('Earlier')
  await agate.composer.press('ArrowUp')
  await expect(agate.composer).toHaveValue('Second')
  await agate.composer.fill('Mine')
  await agate.composer.press('ArrowUp')
  await expect(agate.composer).toHaveValue('Mine')
})

test('what was typed stays with its conversation, also when the window is loaded again', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  agate.world.add('B', [question('B'), answer('B')])
  await agate.load()
  await agate.composer.fill('Draft of the new chat')
  await agate.open('A')
  await expect(agate.composer).toHaveValue('')
  await agate.composer.fill('Draft of A')
  await agate.open('B')
  await expect(agate.composer).toHaveValue('')
  await agate.open('A')
  await expect(agate.composer).toHaveValue('Draft of A')
  await agate.load()
  await expect(agate.composer).toHaveValue('Draft of the new chat')
  await agate.open('A')
  await expect(agate.composer).toHaveValue('Draft of A')
})

test('what was sent is no draft any more', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Sent')
  await turn.end()
  await agate.load()
  await expect(agate.composer).toHaveValue('')
})

test('a pasted book is folded, sent whole before what is typed, and comes back when it is refused', async ({
  agate,
}) => {
  const book = 'It was the best of times. '.repeat(40_000)
  await agate.load()
  await agate.paste(book)
  const folded = agate.page.getByRole('group', { name: 'Long text in the box' })
  await expect(folded).toContainText('1,040,000 characters')
  await expect(agate.composer).toHaveValue('')
  await agate.composer.pressSequentially('Summarise this.')
  await agate.composer.press('Enter')
  const stream = await agate.methods.chat.send.next()
  expect(stream.input.text).toBe(`${book}\n\nSummarise this.`)
  await expect(folded).toBeHidden()
  await expect(agate.page.getByRole('button', { name: 'Show all 1,040,017 characters' })).toBeVisible()
  await stream.end({ ok: false, error: { code: 'prompt-too-long', message: 'It is too long.' } })
  await expect(folded).toContainText('1,040,017 characters')
  await agate.page.getByRole('button', { name: 'Remove the long text' }).click()
  await expect(folded).toBeHidden()
  await expect(agate.send).toBeDisabled()
})

test('keys go on at the end of a box that is full', async ({ agate }) => {
  const full = 'x'.repeat(20_000)
  await agate.load()
  await agate.composer.fill(full)
  await agate.composer.press('ControlOrMeta+End')
  await agate.composer.pressSequentially(' abc')
  await agate.paste(' def')
  await agate.composer.press('Enter')
  expect((await agate.methods.chat.send.next()).input.text).toBe(`${full} abc def`)
})

test('an input method composes once in a box that is full', async ({ agate }) => {
  const full = 'x'.repeat(20_000)
  await agate.load()
  await agate.composer.fill(full)
  await agate.composer.press('ControlOrMeta+End')
  const client = await agate.page.context().newCDPSession(agate.page)
  for (const text of ['に', 'にほ', 'にほん']) {
    await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  await client.send('Input.insertText', { text: '日本' })
  await client.detach()
  await agate.composer.press('Enter')
  expect((await agate.methods.chat.send.next()).input.text).toBe(`${full}日本`)
})

test('a paste takes the place of what is selected, in the box and beside it', async ({ agate }) => {
  const before = 'a'.repeat(15_000)
  const after = 'b'.repeat(10_000)
  const book = 'c'.repeat(30_000)
  const folded = agate.page.getByRole('group', { name: 'Long text in the box' })
  await agate.load()
  await agate.composer.fill(before)
  await agate.composer.press('ControlOrMeta+A')
  await agate.paste(after)
  await expect(agate.composer).toHaveValue(after)
  await expect(folded).toBeHidden()
  await agate.composer.press('ControlOrMeta+A')
  await agate.paste(book)
  await expect(agate.composer).toHaveValue('')
  await agate.composer.press('Enter')
  expect((await agate.methods.chat.send.next()).input.text).toBe(book)
})

test('a long question shows its beginning, and all of it when asked', async ({ agate }) => {
  const lines = Array.from({ length: 2000 }, (_, index) => `Line ${index} of the question.`)
  agate.world.add('Long', [question(lines.join('\n')), answer('Yes.')])
  await agate.load()
  await agate.open('Long')
  const asked = agate.page.getByRole('group', { name: 'Your question' })
  await expect(asked).toContainText('Line 0 of')
  await expect(asked).not.toContainText('Line 1999 of')
  await asked.getByRole('button', { name: /^Show all/u }).click()
  await expect(asked).toContainText('Line 1999 of')
})

test('text from right to left is set that way, in the box, the question and the answer', async ({ agate }) => {
  agate.world.add('طقس', [question('ما الطقس؟'), answer('**الطقس** هو حالة الجو.\n\n- أولا\n\nIn English.')])
  await agate.load()
  await agate.open('طقس')
  const direction = (selector: string) =>
    agate.page.locator(selector).evaluate((element) => getComputedStyle(element).direction)
  expect(await direction('.me p')).toBe('rtl')
  expect(await direction('.msg p:first-child')).toBe('rtl')
  expect(await direction('.msg ul')).toBe('rtl')
  expect(await direction('.msg p:last-child')).toBe('ltr')
  await agate.composer.fill('شكرا')
  expect(await direction('#message')).toBe('rtl')
})
