import { expect, type Installation, type Scenario } from './agate.ts'
import { ChatPage } from './chat-page.ts'

/** An answer that is written until something ends it. */
export const ENDLESS = {
  tokens: { repeat: 'stone ', times: 100_000 },
  delayMs: 25,
} satisfies Scenario['replies'][number]

/** An Agate whose window shows the beginning of an endless answer; `others`: what answers other questions. */
export async function whileWriting(agate: Installation, others: Scenario['replies'] = []) {
  const { app, page } = await agate.open({ scenario: { replies: [...others, ENDLESS] } })
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone stone stone')
  return { app, page, chat, shown: await chat.answerText() }
}
