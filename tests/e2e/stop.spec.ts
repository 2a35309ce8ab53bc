import { expect, test, type Scenario } from './support/agate.ts'
import { endOfStream } from './support/bridge.ts'
import { ChatPage } from './support/chat-page.ts'

/** About forty tokens a second, for longer than any test waits. */
const endless = (word: string): Scenario['replies'][number] => ({
  match: word,
  tokens: { repeat: `${word} `, times: 100_000 },
  delayMs: 25,
})

test('stop freezes the answer, also after a restart', async ({ agate }) => {
  const scenario = { replies: [endless('stone')] }
  const first = await agate.open({ scenario })
  const chat = new ChatPage(first.page)
  await chat.ask('Tell me about stone')
  await expect(chat.answers.last()).toContainText('stone stone stone')
  await first.page.keyboard.press('Escape')
  await expect(chat.stop).toBeHidden()
  const frozen = await chat.answerText()
  expect(frozen.trim().length).toBeGreaterThan(0)
  await first.app.close()

  const saved = agate.database.messages().at(-1)
  expect(saved).toMatchObject({ status: 'stopped', endReason: 'user' })
  expect(saved?.text.trim()).toBe(frozen.trim())

  const second = await agate.open()
  const again = new ChatPage(second.page)
  await again.conversations.first().getByRole('button').first().click()
  await expect(again.answers).toHaveCount(1)
  expect((await again.answerText()).trim()).toBe(frozen.trim())
})

test('two chats never mix, however the window switches between them', async ({ agate }) => {
  const { page, app } = await agate.open({ scenario: { replies: [endless('agate'), endless('basalt')] } })
  const chat = new ChatPage(page)
  await chat.ask('agate')
  await expect(chat.answers.last()).toContainText('agate agate')
  await page.keyboard.press('Control+N')
  await expect(chat.answers).toHaveCount(0)
  await chat.ask('basalt')
  await chat.conversations.getByText('agate').click()
  await expect(chat.answers.last()).toContainText('agate')
  await chat.stop.click()
  await chat.conversations.getByText('basalt').click()
  await expect(chat.answers.last()).toContainText('basalt basalt')
  await expect(chat.answers.last()).not.toContainText('agate agate')
  await chat.stop.click()
  await expect(chat.stop).toBeHidden()
  await app.close()

  for (const { role, text } of agate.database.messages()) {
    if (role === 'assistant') expect(new Set(text.trim().split(/\s+/u)).size).toBe(1)
  }
})

test('a second question in a chat that is being answered gets "busy" and changes nothing', async ({ agate }) => {
  const { page } = await agate.open({ scenario: { replies: [endless('stone')] } })
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone stone')
  const conversationId = agate.database.messages()[0]?.conversation
  const result = await endOfStream(page, 'chat', 'send', { conversationId, text: 'again' })
  expect(result).toMatchObject({ result: { ok: false, error: { code: 'busy' } } })
  expect(agate.database.messages()).toHaveLength(2)
  await chat.stop.click()
})
