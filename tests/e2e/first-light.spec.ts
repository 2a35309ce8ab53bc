import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { tinyModels } from './support/tiny-models.ts'

const REPLY = SCRIPTED_REPLY

test.describe('the whole chain, with llama.cpp and a tiny Gemma 2', () => {
  test('answers a question in the window, saves it, and shows it again after a restart', async ({ agate }) => {
    const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }
    const first = await agate.open({ settings })
    const chat = new ChatPage(first.page)
    await chat.ask('Who are you?')
    await expect(chat.answers.last()).toContainText(REPLY)
    await expect(chat.conversations).toHaveText(/Who are you\?/u)
    await first.app.close()

    expect(agate.database.messages()).toMatchObject([
      { role: 'user', text: 'Who are you?', status: 'complete' },
      { role: 'assistant', status: 'complete', endReason: 'end' },
    ])

    const second = await agate.open()
    const again = new ChatPage(second.page)
    await again.conversations.getByText('Who are you?').click()
    await expect(again.answers).toContainText([REPLY])
  })

  test('names the model, the processor and the measured speed', async ({ agate }) => {
    const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
    const chat = new ChatPage(page)
    await chat.ask('Hello')
    await expect(chat.answers.last()).toContainText(REPLY)
    const status = page.getByRole('button', { name: /Engine/u })
    await expect(status).toContainText('Tiny')
    await expect(status).toContainText(/Processor/u)
    await expect(status).toContainText(/\d\u00a0tokens\/s/u)
  })
})
