import { KEY_GROUPS } from '../../renderer/lib/key-list.ts'
import { openQuickSettings } from './support/dialog-scenes.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('F1, Ctrl / and a question mark outside a field list every key', async ({ agate }) => {
  const { page } = agate
  await agate.load()
  const list = page.getByRole('dialog', { name: 'Keys' })
  for (const key of ['F1', 'Control+/']) {
    await page.keyboard.press(key)
    await expect(list.getByRole('definition')).toHaveCount(KEY_GROUPS.flatMap((group) => group.list).length)
    await page.keyboard.press('Escape')
    await expect(list).toHaveCount(0)
    await expect(agate.composer).toBeFocused()
  }
  await page.keyboard.press('?')
  await expect(agate.composer).toHaveValue('?')
  await page.getByRole('button', { name: /^Hide the sidebar/u }).focus()
  await page.keyboard.press('?')
  await expect(list).toBeVisible()
})

test('the button that closes a dialog gives the focus back to where it was', async ({ agate }) => {
  await agate.load()
  await agate.page.getByRole('button', { name: 'Attach documents' }).focus()
  await agate.page.keyboard.press('F1')
  await agate.page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' }).click()
  await expect(agate.page.getByRole('button', { name: 'Attach documents' })).toBeFocused()
})

test('a command of the menu that comes while a dialog is open does nothing behind it', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.open('A')
  await agate.page.keyboard.press('F1')
  const list = agate.page.getByRole('dialog', { name: 'Keys' })
  await expect(list).toBeVisible()
  for (const name of ['new-chat', 'delete', 'quick-settings'] as const) await agate.methods.app.command.emit({ name })
  await expect(agate.page.getByRole('dialog')).toHaveCount(1)
  await agate.page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(agate.page.getByRole('heading', { name: 'A', level: 1 })).toBeVisible()
  expect(agate.methods.conversations.delete.calls).toEqual([])
  await agate.methods.app.command.emit({ name: 'new-chat' })
  await expect(agate.page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible()
})

test('Esc closes a dialog and leaves the answer behind it alone', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await openQuickSettings(agate)
  await agate.page.keyboard.press('Escape')
  await agate.open('A')
  const turn = await agate.ask('And then?')
  await turn.write('It goes')
  await agate.page.keyboard.press('F1')
  await agate.page.keyboard.press('Escape')
  await expect(agate.page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0)
  await expect(agate.stop).toBeEnabled()
  await turn.write(' on.')
  await turn.end()
  await expect(agate.answer).toHaveText('It goes on.')
})
