import { openReport } from './support/document-scenes.ts'
import { finishedJob } from './support/water-report.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('binning the conversation in view closes the source', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 41' }).click()
  await expect(page.getByRole('complementary', { name: 'Source' })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Source' })).toHaveCount(0)
})

test('renaming gives the focus back to the row or the box it was begun from', async ({ agate }) => {
  for (const title of ['A', 'B']) agate.world.add(title, [question(title), answer(title)])
  await agate.load()
  const { keyboard } = agate.page
  const field = agate.page.getByRole('textbox', { name: 'Title' })
  await agate.row('B').focus()
  for (const key of ['Escape', 'Enter']) {
    await keyboard.press('F2')
    await expect(field).toBeFocused()
    await keyboard.press(key)
    await expect(agate.row('B'), key).toBeFocused()
  }
  await keyboard.press('F2')
  await keyboard.type('New')
  await keyboard.press('Enter')
  await expect(agate.row('New')).toBeFocused()

  await agate.open('A')
  for (const key of ['Escape', 'Enter']) {
    await agate.composer.focus()
    await keyboard.press('F2')
    await expect(field).toBeFocused()
    await keyboard.press(key)
    await expect(agate.composer, key).toBeFocused()
  }
})

test('renaming from a menu gives the focus back to the button that opened the menu', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.open('A')
  for (const name of ['Actions for “A”', 'Actions for this conversation']) {
    const actions = agate.page.getByRole('button', { name })
    await actions.focus()
    await agate.page.keyboard.press('Enter')
    await agate.page.keyboard.press('Enter')
    await expect(agate.page.getByRole('textbox', { name: 'Title' })).toBeFocused()
    await agate.page.keyboard.press('Escape')
    await expect(actions).toBeFocused()
  }
})

test('a click elsewhere ends renaming and keeps the focus it moved', async ({ agate }) => {
  for (const title of ['A', 'B']) agate.world.add(title, [question(title), answer(title)])
  await agate.load()
  await agate.row('B').focus()
  await agate.page.keyboard.press('F2')
  await agate.page.keyboard.type('New')
  await agate.composer.click()
  await expect(agate.row('New')).toBeVisible()
  await expect(agate.composer).toBeFocused()
})

test('after binning from a menu the next question can be typed', async ({ agate }) => {
  for (const title of ['A', 'B', 'C']) agate.world.add(title, [question(title), answer(title)])
  await agate.load()
  for (const title of ['A', 'B']) {
    await agate.open(title)
    const name = title === 'A' ? 'Actions for this conversation' : 'Actions for “B”'
    await agate.page.getByRole('button', { name }).focus()
    await agate.page.keyboard.press('Enter')
    await agate.page.keyboard.press('ArrowDown')
    await agate.page.keyboard.press('Enter')
    await expect(agate.page.getByText(`“${title}” is in the bin.`)).toBeVisible()
    await expect(agate.composer).toBeFocused()
  }
  await agate.open('C')
  await agate.row('C').focus()
  await agate.methods.app.command.emit({ name: 'delete' })
  await expect(agate.rows).toHaveCount(0)
  await expect(agate.composer).toBeFocused()
})
