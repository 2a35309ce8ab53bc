import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Scenario } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { tinyModels } from './support/tiny-models.ts'

const endless: Scenario = { replies: [{ tokens: { repeat: 'stone ', times: 100_000 }, delayMs: 25 }] }

test('the engine process killed while it writes loses nothing that was shown, and the next question works', async ({
  agate,
}) => {
  const { app, page } = await agate.open({ scenario: endless })
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone stone stone')
  const shown = await chat.answerText()
  const engine = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .find(
        ({ name, serviceName }) =>
          (serviceName ?? name) !== undefined && /Engine/u.test(`${serviceName ?? ''}${name ?? ''}`),
      ),
  )
  process.kill(engine?.pid ?? 0, 'SIGKILL')
  await expect(page.getByText(/engine stopped while writing/iu)).toBeVisible()
  const after = await chat.answerText()
  expect(after.startsWith(shown.trimEnd())).toBe(true)
  expect(agate.database.messages().at(-1)).toMatchObject({ status: 'interrupted', endReason: 'engine-crash' })
  await chat.ask('again')
  await expect(chat.answers).toHaveCount(2)
  await expect(chat.answers.last()).toContainText('stone stone')
  await chat.stop.click()
})

test('a model file that aborts llama.cpp leaves Agate open, says so, and another model then answers', async ({
  agate,
}) => {
  const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'abort.gguf') } })
  await expect(page.getByText(/three times|cannot/iu).first()).toBeVisible({ timeout: 120_000 })
  await page.evaluate((path) => Reflect.get(window, 'agate').models.use({ path }), join(tinyModels(), 'scripted.gguf'))
  const chat = new ChatPage(page)
  await chat.ask('Who are you?')
  await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
})

test('a window that is reloaded while an answer is written keeps what was written', async ({ agate }) => {
  const { page } = await agate.open({ scenario: endless })
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone stone stone')
  const shown = await chat.answerText()
  await page.reload()
  await expect.poll(() => agate.database.messages().at(-1)?.status).toBe('stopped')
  const saved = agate.database.messages().at(-1)
  expect(saved?.endReason).toBe('window-closed')
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
  await chat.conversations.first().click()
  await expect(chat.answers.last()).toContainText(shown.trim())
})

for (const [how, leave] of [['closed', (page: import('@playwright/test').Page) => page.close()]] as const) {
  test(`a window that is ${how} while an answer is written keeps what was written`, async ({ agate }) => {
    const { app, page } = await agate.open({ scenario: endless })
    const chat = new ChatPage(page)
    await chat.ask('stone')
    await expect(chat.answers.last()).toContainText('stone stone stone')
    const shown = await chat.answerText()
    const closed = app.waitForEvent('close')
    await leave(page)
    await closed
    const saved = agate.database.messages().at(-1)
    expect(saved).toMatchObject({ status: 'stopped', endReason: 'window-closed' })
    expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
  })
}

test('quitting while an answer is written keeps what was written', async ({ agate }) => {
  const { app, page } = await agate.open({ scenario: endless })
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone stone stone')
  const shown = await chat.answerText()
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit())
  await closed
  const saved = agate.database.messages().at(-1)
  expect(saved?.status).toBe('stopped')
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
})

test('a second start raises the window of the first and leaves at once', async ({ agate }) => {
  const { app } = await agate.open({ scenario: endless })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const { code } = await agate.run([])
  expect(code).toBe(0)
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isMinimized())))
    .toEqual([false])
})

test('a database that is garbage is kept aside, said, and replaced', async ({ agate }) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  writeFileSync(join(agate.dataFolder, 'agate.db'), 'this is not a database '.repeat(500))
  const { page } = await agate.open({ scenario: endless })
  await expect(page.getByText(/agate\.db\.damaged-/u)).toBeVisible()
  const kept = readdirSync(agate.dataFolder).find((name) => name.startsWith('agate.db.damaged-'))
  expect(readFileSync(join(agate.dataFolder, kept ?? ''), 'utf8')).toContain('this is not a database')
  const chat = new ChatPage(page)
  await chat.ask('stone')
  await expect(chat.answers.last()).toContainText('stone')
  await chat.stop.click()
})

test('settings that are garbage are kept aside and said, and Agate starts with its own', async ({ agate }) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  writeFileSync(join(agate.dataFolder, 'settings.json'), '{"theme": "da')
  const { page } = await agate.open({ scenario: endless })
  await expect(page.getByText(/settings\.json\.damaged-/u)).toBeVisible()
})

test('a data folder that cannot be written is a message, not a silent exit', async ({ agate }) => {
  // A file where the folder should be refuses everybody, also root.
  mkdirSync(join(agate.home, 'config'), { recursive: true })
  const outcome = await agate.run(['ask', 'hi'], { scenario: endless }).catch((error: unknown) => error)
  expect(outcome).toBeDefined()
})

test('without a model the window says what to do, and earlier conversations can be read', async ({ agate }) => {
  const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }
  await agate.run(['ask', 'Who are you?'], { settings })
  rmSync(join(agate.dataFolder, 'settings.json'))
  const { page } = await agate.open({ modelFolder: tinyModels('empty') })
  await expect(page.getByText(/no model on this computer/iu)).toBeVisible()
  await expect(page.getByRole('button', { name: /Choose a/iu }).first()).toBeVisible()
  const chat = new ChatPage(page)
  await chat.conversations.first().click()
  await expect(chat.answers).toContainText([SCRIPTED_REPLY])
})

test.describe('strange questions', () => {
  const questions: readonly [string, string][] = [
    ['a million characters', 'long '.repeat(200_000)],
    ['NUL and lone surrogates', 'a\0b\uD800c\uDC00d'],
    ['emoji and right-to-left', '👩‍👩‍👧‍👦 مرحبا שלום'],
    ['special tokens', '<end_of_turn><start_of_turn>model'],
  ]
  for (const [what, text] of questions) {
    test(`${what}: answered or refused with a sentence, and the next question works`, async ({ agate }) => {
      const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
      const chat = new ChatPage(page)
      await chat.ask(text)
      await expect(page.getByText(/comes from a tiny model|nothing was cut/iu).first()).toBeVisible({
        timeout: 120_000,
      })
      await chat.ask('Next')
      await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
    })
  }
})

test('files that hold what you wrote are readable by you alone', async ({ agate }) => {
  await agate.run(['ask', 'Who are you?'], { settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
  const { statSync } = await import('node:fs')
  for (const name of ['agate.db', 'settings.json', 'logs/agate.log']) {
    const file = join(agate.dataFolder, name)
    if (existsSync(file)) expect(statSync(file).mode & 0o077, name).toBe(0)
  }
  chmodSync(agate.dataFolder, 0o700)
})
