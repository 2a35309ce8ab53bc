import type { Page } from '@playwright/test'
import { err, ok } from '../../shared/result.ts'
import { NOTHING, openQuick } from './support/quick-scenes.ts'
import { Turn } from './support/turn.ts'
import { type AgateWindow, expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

/* What is typed in the quick window and was not asked yet is never lost. */

const RIVER = { source: 'selection', text: 'The river is long.', words: 4 } as const
const HILL = { source: 'selection', text: 'The hill is high.', words: 4 } as const

const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Quick question' })
const followUpOf = (page: Page) => page.getByRole('textbox', { name: 'Follow-up question' })

/** Asks, and has the answer written to its end. */
async function answered({ methods, page }: AgateWindow): Promise<Turn> {
  await fieldOf(page).fill('How long is it?')
  await page.keyboard.press('Enter')
  const turn = await Turn.begin(methods)
  await turn.write('Long.')
  await turn.end()
  await page.getByRole('button', { name: 'Copy the answer' }).waitFor()
  return turn
}

test('half a question goes on where it was left when the window that stayed open is opened again', async ({
  agate,
}) => {
  const { methods, page } = agate
  await openQuick(agate)
  await page.keyboard.type('How long is')
  await methods.quick.opened.emit(NOTHING)
  await page.keyboard.type(' it?')
  await expect(fieldOf(page)).toHaveValue('How long is it?')
})

test('half a question is there with its text after the window was left for another one', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: RIVER })
  await fieldOf(page).fill('How long is')
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, isOfferedBefore: true })
  await expect(fieldOf(page)).toHaveValue('How long is')
  await expect(page.getByText(RIVER.text)).toBeVisible()
})

test('half a question that had no text is about the one that is selected when it goes on', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await fieldOf(page).fill('How long is it?')
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, selection: RIVER })
  await expect(page.getByText(RIVER.text)).toBeVisible()
  await expect(fieldOf(page)).toHaveValue('How long is it?')
})

test('half a question keeps its text, and what is selected later waits for the next one', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: RIVER })
  await fieldOf(page).fill('How long is it?')
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, selection: HILL })
  await expect(page.getByText(RIVER.text)).toBeVisible()
  await fieldOf(page).fill('')
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, isOfferedBefore: true })
  await expect(page.getByText(HILL.text)).toBeVisible()
})

test('a question that was left with Esc is there, and goes when another one is typed', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await page.keyboard.type('How long is it?')
  await page.keyboard.press('Escape')
  await expect.poll(() => methods.quick.hide.calls.length).toBe(1)
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit(NOTHING)
  await expect(fieldOf(page)).toHaveValue('How long is it?')
  await page.keyboard.type('Why?')
  await expect(fieldOf(page)).toHaveValue('Why?')
})

test('a follow-up that was typed is there with its answer when the window is opened again', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await answered(agate)
  await followUpOf(page).fill('And how wide')
  await methods.quick.hidden.emit({})
  await methods.quick.opened.emit({ ...NOTHING, selection: RIVER })
  await expect(followUpOf(page)).toHaveValue('And how wide')
  await expect(page.getByRole('article')).toContainText('Long.')
  await page.keyboard.press('Escape')
  await expect(page.getByText(RIVER.text)).toBeVisible()
  await expect(fieldOf(page)).toBeFocused()
  await page.keyboard.type(' is it?')
  await expect(fieldOf(page)).toHaveValue('And how wide is it?')
})

test('what was asked, or brought back from before, makes room at the next opening', async ({ agate }) => {
  const { methods, page } = agate
  const openAgain = async () => {
    await methods.quick.hidden.emit({})
    await methods.quick.opened.emit(NOTHING)
    await expect(fieldOf(page)).toHaveValue('')
  }
  await openQuick(agate)
  await answered(agate)
  await page.keyboard.press('Escape')
  await expect(fieldOf(page)).toHaveValue('How long is it?')
  await openAgain()
  await page.keyboard.press('ArrowUp')
  await expect(fieldOf(page)).not.toHaveValue('')
  await openAgain()
})

test('what was typed goes with the window where questions are private', async ({ agate }) => {
  const { methods, page, world } = agate
  world.settings = { ...world.settings, quickPrivate: true }
  await openQuick(agate)
  await fieldOf(page).fill('Between us')
  await methods.quick.hidden.emit({})
  await expect(fieldOf(page)).toHaveValue('')
})

test('a follow-up that was typed stays when the question before is asked again', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await answered(agate)
  await followUpOf(page).fill('And how wide?')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await Turn.begin(methods)
  await expect(followUpOf(page)).toHaveValue('And how wide?')
})

test('a follow-up that was typed goes on in the large window with its conversation', async ({ agate }) => {
  const { methods, page } = agate
  methods.quick.goOn.handle(() => ok())
  await openQuick(agate)
  const { conversationId } = await answered(agate)
  await followUpOf(page).fill('And how wide?')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => methods.quick.goOn.calls).toEqual([{ conversationId, draft: 'And how wide?' }])
  await expect(followUpOf(page)).toHaveValue('')
})

test('what comes from the quick window stands in the large one in front of what was typed there', async ({ agate }) => {
  const { composer, methods, world } = agate
  const { id } = world.add('Rivers', [question('How long is it?'), answer('Long.')])
  await agate.load()
  await agate.open('Rivers')
  await composer.fill('Where is it?')
  await methods.app.openConversation.emit({ id, draft: 'And how wide?' })
  await expect(composer).toHaveValue('And how wide?\n\nWhere is it?')
})

test('a question that is refused stands in front of what was typed since', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await fieldOf(page).fill('How long is it?')
  await page.keyboard.press('Enter')
  const stream = await methods.chat.send.next()
  await followUpOf(page).fill('And how wide')
  await stream.end(err('model-failed', 'The model could not be loaded. The question is kept.'))
  await expect(fieldOf(page)).toHaveValue('How long is it?\n\nAnd how wide')
})

test('a follow-up that is refused leaves the answer with its own question', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await answered(agate)
  await followUpOf(page).fill('And how wide?')
  await page.keyboard.press('Enter')
  const stream = await methods.chat.send.next()
  await stream.end(err('model-failed', 'The model could not be loaded. The question is kept.'))
  await expect(followUpOf(page)).toHaveValue('And how wide?')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How long is it?')
})

test('a question that Esc takes back before it was taken is not refused as well', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate)
  await fieldOf(page).fill('How long is it?')
  await page.keyboard.press('Enter')
  const stream = await methods.chat.send.next()
  await followUpOf(page).fill('And how wide?')
  await page.keyboard.press('Escape')
  await expect(fieldOf(page)).toHaveValue('How long is it?\n\nAnd how wide?')
  await fieldOf(page).fill('Where is it?')
  await page.keyboard.press('Enter')
  const turn = await Turn.begin(methods)
  await stream.end(err('model-failed', 'The model could not be loaded. The question is kept.'))
  await turn.write('In the north.')
  await expect(page.getByRole('article')).toContainText('In the north.')
})

test('a question that was typed can be asked under the answer of an action', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { selection: RIVER })
  await fieldOf(page).fill('How long is it?')
  await page.keyboard.press('Control+1')
  await Turn.begin(methods)
  await expect(followUpOf(page)).toHaveValue('How long is it?')
})

test('a copied text stays when the window that stayed open is opened again', async ({ agate }) => {
  const { methods, page } = agate
  await openQuick(agate, { copiedWords: 24 })
  await page.keyboard.press('Tab')
  await expect(page.getByText('24 words copied')).toBeVisible()
  await methods.quick.opened.emit(NOTHING)
  await expect(page.getByText('24 words copied')).toBeVisible()
})
