import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'

const KILLS = 20
/** What may be lost: the text of the last 250 ms, plus the time that a busy machine lets main wait until it may save. */
const LOSS_MS = 250
const TIMER_SLACK_MS = 150

/** The scripted engine writes the time into each token, so lost text tells how old it was. */
const times = (text: string) => text.trim().split(/\s+/u).map(Number)

test(`kill -9 while an answer is written loses at most ${LOSS_MS} ms of text and nothing else, ${KILLS} times`, async ({
  agate,
}) => {
  test.setTimeout(600_000)
  const scenario = { replies: [{ tokens: { repeat: '{time} ', times: 100_000 }, delayMs: 25 }] }
  const lost: number[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const { app, page } = await agate.open({ scenario })
    const chat = new ChatPage(page)
    await chat.ask(`Question ${kill}`)
    await expect(async () => {
      expect(times(await chat.answerText()).length).toBeGreaterThan(10 + ((kill * 7) % 30))
    }).toPass()
    const asked = performance.now()
    await app.evaluate(() => undefined)
    const mainIsLateMs = performance.now() - asked
    const shown = await chat.answerText()
    const closed = app.waitForEvent('close')
    app.process().kill('SIGKILL')
    await closed
    agate.takeProblems()

    const saved = agate.database.messages()
    expect(saved).toHaveLength(2 * (kill + 1))
    const reply = saved.at(-1)
    expect(saved.at(-2)).toMatchObject({ role: 'user', text: `Question ${kill}` })
    expect(reply?.status).toBe('streaming')
    const lastShown = times(shown).at(-1) ?? 0
    const lastSaved = times(reply?.text ?? '').at(-1) ?? 0
    lost.push(Math.max(0, shown.trim().length - (reply?.text.trim().length ?? 0)))
    expect(lastShown - lastSaved).toBeLessThanOrEqual(LOSS_MS + TIMER_SLACK_MS + 10 * mainIsLateMs)
    expect(agate.database.integrity()).toEqual(['ok', []])
  }
  process.stdout.write(`Characters that were shown and not saved, over ${KILLS} kills: ${lost.join(' ')}\n`)

  const { page } = await agate.open({ scenario })
  await expect(new ChatPage(page).conversations).toHaveCount(KILLS)
  const statuses = agate.database.messages().filter(({ role }) => role === 'assistant')
  expect(statuses.map(({ status, endReason }) => [status, endReason])).toEqual(
    Array.from({ length: KILLS }, () => ['interrupted', 'app-exit']),
  )
})
