import { err, ok } from '../../shared/result.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('lists conversations under the time they were last used in', async ({ agate }) => {
  agate.world.add('Of today', [], { daysAgo: 0 })
  agate.world.add('Of yesterday', [], { daysAgo: 1 })
  agate.world.add('Of this week', [], { daysAgo: 4 })
  agate.world.add('Of long ago', [], { daysAgo: 800 })
  await agate.load()
  await expect(agate.rows).toHaveText([/Of today/u, /Of yesterday/u, /Of this week/u, /Of long ago/u])
  const headings = agate.page.getByRole('navigation').getByRole('heading', { level: 2 })
  await expect(headings).toHaveText(['Today', 'Yesterday', 'Last seven days', /^[A-Z][a-z]+ 20\d\d$/u])
})

test('says what the list is for while it is empty', async ({ agate }) => {
  await agate.load()
  await expect(agate.page.getByText('What you ask will be listed here, newest first.')).toBeVisible()
})

test('opens a conversation, marks it and shows its messages', async ({ agate }) => {
  agate.world.add('First', [question('One?'), answer('Uno.')])
  agate.world.add('Second', [question('Two?'), answer('Dos.')])
  await agate.load()
  await agate.open('Second')
  await expect(agate.row('Second')).toHaveAttribute('aria-current', 'page')
  await expect(agate.answer).toHaveText('Dos.')
  await expect(agate.page.getByRole('group', { name: 'Your question' })).toHaveText('Two?')
  await expect(agate.composer).toBeFocused()
  await expect(agate.page).toHaveTitle('Second · Agate')
})

test('arrow keys, Home and End move in the list, and Enter opens', async ({ agate }) => {
  for (const title of ['A', 'B', 'C']) agate.world.add(title, [question(title), answer(`Answer ${title}`)])
  await agate.load()
  await agate.row('A').focus()
  await agate.page.keyboard.press('ArrowDown')
  await expect(agate.row('B')).toBeFocused()
  await agate.page.keyboard.press('End')
  await expect(agate.row('C')).toBeFocused()
  await agate.page.keyboard.press('ArrowDown')
  await expect(agate.row('C')).toBeFocused()
  await agate.page.keyboard.press('Home')
  await expect(agate.row('A')).toBeFocused()
  await agate.page.keyboard.press('ArrowUp')
  await expect(agate.row('A')).toBeFocused()
  await agate.page.keyboard.press('ArrowDown')
  await agate.page.keyboard.press('Enter')
  await expect(agate.answer).toHaveText('Answer B')
})

test('the list is one stop for Tab, at the conversation in view', async ({ agate }) => {
  for (const title of ['A', 'B', 'C']) agate.world.add(title, [question(title), answer(title)])
  await agate.load()
  await agate.open('B')
  await agate.page.getByRole('button', { name: /^New chat/u }).focus()
  await agate.page.keyboard.press('Tab')
  await expect(agate.row('B')).toBeFocused()
  await agate.page.keyboard.press('Tab')
  await expect(agate.page.getByRole('button', { name: 'Actions for “B”' })).toBeFocused()
  await agate.page.keyboard.press('Tab')
  await expect(agate.page.getByRole('button', { name: /^Engine/u })).toBeFocused()
})

test('F2 renames in place; Enter keeps the new title and Esc the old one', async ({ agate }) => {
  const { id } = agate.world.add('Old title', [question('Q'), answer('A')])
  await agate.load()
  await agate.row('Old title').focus()
  await agate.page.keyboard.press('F2')
  const field = agate.page.getByRole('textbox', { name: 'Title' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Old title')
  await agate.page.keyboard.type('New title')
  await agate.page.keyboard.press('Enter')
  await expect(agate.row('New title')).toBeVisible()
  expect(agate.methods.conversations.rename.calls).toEqual([{ id, title: 'New title' }])

  await agate.open('New title')
  await agate.page.keyboard.press('F2')
  await agate.page.keyboard.type('Never mind')
  await agate.page.keyboard.press('Escape')
  await expect(agate.row('New title')).toBeVisible()
  expect(agate.methods.conversations.rename.calls).toHaveLength(1)
})

test('an empty title changes nothing', async ({ agate }) => {
  agate.world.add('Title', [question('Q'), answer('A')])
  await agate.load()
  await agate.row('Title').focus()
  await agate.page.keyboard.press('F2')
  await agate.page.keyboard.press('Delete')
  await agate.page.keyboard.press('Enter')
  await expect(agate.row('Title')).toBeVisible()
  expect(agate.methods.conversations.rename.calls).toHaveLength(0)
})

test('a title that cannot be saved says why and stays as it was', async ({ agate }) => {
  agate.world.add('Title', [question('Q'), answer('A')])
  agate.methods.conversations.rename.handle(() => err('disk-full', 'The disk is full, so the title stays as it was.'))
  await agate.load()
  await agate.row('Title').focus()
  await agate.page.keyboard.press('F2')
  await agate.page.keyboard.type('Other')
  await agate.page.keyboard.press('Enter')
  await expect(agate.page.getByText('The disk is full, so the title stays as it was.')).toBeVisible()
  await expect(agate.row('Title')).toBeVisible()
})

test('Del deletes the conversation that has the focus, and the focus goes on', async ({ agate }) => {
  for (const title of ['A', 'B', 'C']) agate.world.add(title, [question(title), answer(title)])
  await agate.load()
  await agate.row('B').focus()
  await agate.page.keyboard.press('Delete')
  await expect(agate.rows).toHaveText([/A/u, /C/u])
  await expect(agate.row('C')).toBeFocused()
})

test('the toast brings a deleted conversation back and opens it', async ({ agate }) => {
  agate.world.add('Dear to me', [question('Q'), answer('Still here')])
  await agate.load()
  await agate.open('Dear to me')
  await agate.page.getByRole('button', { name: 'Actions for this conversation' }).click()
  await agate.page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  await expect(agate.rows).toHaveCount(0)
  await expect(agate.page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible()
  await expect(agate.page.getByText('“Dear to me” is in the bin.')).toBeVisible()
  await agate.page.getByRole('button', { name: 'Undo' }).click()
  await expect(agate.row('Dear to me')).toBeVisible()
  await expect(agate.answer).toHaveText('Still here')
  await expect(agate.page.getByText('“Dear to me” is in the bin.')).toBeHidden()
})

test('a conversation that cannot be deleted stays, with the reason', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  agate.methods.conversations.delete.handle(() => err('disk-full', 'The disk is full; nothing was deleted.'))
  await agate.load()
  await agate.row('A').focus()
  await agate.page.keyboard.press('Delete')
  await expect(agate.page.getByText('The disk is full; nothing was deleted.')).toBeVisible()
  await expect(agate.row('A')).toBeVisible()
})

test('the menu of a row opens with a right click or its button, and by keyboard alone', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.row('A').click({ button: 'right' })
  const menu = agate.page.getByRole('menu', { name: 'Actions for “A”' })
  await expect(menu.getByRole('menuitem', { name: 'Rename' })).toBeFocused()
  await agate.page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitem', { name: 'Move to the bin' })).toBeFocused()
  await agate.page.keyboard.press('Escape')
  await expect(menu).toBeHidden()

  const actions = agate.page.getByRole('button', { name: 'Actions for “A”' })
  await actions.focus()
  await agate.page.keyboard.press('Enter')
  await expect(menu).toBeVisible()
  await agate.page.keyboard.press('Escape')
  await expect(actions).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await agate.page.keyboard.press('Enter')
  await expect(agate.page.getByRole('textbox', { name: 'Title' })).toBeFocused()
})

test('a change made elsewhere appears in the list and in the conversation in view', async ({ agate }) => {
  const { id } = agate.world.add('In view', [question('Q'), answer('First')])
  await agate.load()
  await agate.open('In view')
  agate.world.messages.get(id)?.push({ ...agate.world.message(id, question('From the terminal')) })
  agate.world.messages.get(id)?.push({ ...agate.world.message(id, answer('Second')) })
  await agate.world.changed(id)
  await expect(agate.answers).toHaveCount(2)
  const other = agate.world.add('Asked in a terminal')
  await agate.world.changed(other.id)
  await expect(agate.row('Asked in a terminal')).toBeVisible()
})

test('an answer that another program is writing grows here too', async ({ agate }) => {
  const { id } = agate.world.add('Elsewhere', [question('Q'), answer('So', { status: 'streaming', endReason: null })])
  await agate.load()
  await agate.open('Elsewhere')
  await expect(agate.answer).toHaveText('So')
  agate.world.messages.set(id, [
    ...(agate.world.messages.get(id) ?? []).slice(0, 1),
    { ...agate.world.message(id, answer('So it goes')), id: agate.world.messages.get(id)?.[1]?.id ?? '' },
  ])
  await expect(agate.answer).toHaveText('So it goes')
  await expect(agate.page.getByText('268 tokens')).toBeVisible()
})

test('a conversation that is gone says so and offers a new one', async ({ agate }) => {
  agate.world.add('Gone')
  agate.methods.conversations.open.handle(() => err('not-found', 'This conversation is no longer there.'))
  await agate.load()
  await agate.open('Gone')
  await expect(agate.page.getByRole('heading', { name: 'This conversation is no longer there' })).toBeVisible()
  await agate.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'New chat' }).click()
  await expect(agate.page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible()
})

test('a conversation that cannot be read can be tried again', async ({ agate }) => {
  const conversation = agate.world.add('Stubborn')
  agate.methods.conversations.open.handle(() => err('internal', 'Something went wrong in Agate.'))
  await agate.load()
  await agate.open('Stubborn')
  await expect(agate.page.getByRole('heading', { name: 'This conversation could not be read' })).toBeVisible()
  const messages = [
    agate.world.message(conversation.id, question('Q')),
    agate.world.message(conversation.id, answer('Read')),
  ]
  agate.methods.conversations.open.handle(() => ok({ conversation, messages }))
  await agate.page.getByRole('button', { name: 'Try again' }).click()
  await expect(agate.answer).toHaveText('Read')
})
