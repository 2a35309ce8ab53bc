import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Scenario } from './support/agate.ts'
import { callBridge } from './support/bridge.ts'
import { ChatPage } from './support/chat-page.ts'
import { ENDLESS, whileWriting } from './support/endless.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { tinyModels } from './support/tiny-models.ts'

const endless: Scenario = { replies: [ENDLESS] }

test('the engine process killed while it writes loses nothing that was shown, and the next question works', async ({
  agate,
}) => {
  const { app, page, chat, shown } = await whileWriting(agate)
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ serviceName, name }) => `${serviceName ?? ''} ${name ?? ''}`.includes('Agate Engine'))?.pid,
  )
  if (pid === undefined) throw new Error('There is no engine process')
  process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/engine stopped while writing/iu)).toBeVisible()
  const after = await chat.answerText()
  expect(after.startsWith(shown.trimEnd())).toBe(true)
  expect(agate.database.messages().at(-1)).toMatchObject({ status: 'interrupted', endReason: 'engine-crash' })
  await chat.ask('again')
  await expect(chat.answers).toHaveCount(2)
  await expect(chat.answers.last()).toContainText('stone stone')
  await chat.stop.click()
})

for (const how of ['an error that nobody caught', 'a promise that nobody waited for']) {
  test(`${how} is told in the window and logged, and Agate goes on`, async ({ agate }) => {
    const { app, page } = await agate.open({ scenario: { replies: [{ tokens: ['Still ', 'here.'] }] } })
    const log = join(agate.dataFolder, 'logs', 'agate.log')
    await app.evaluate((_electron, isPromise) => {
      const failure = new Error('on purpose', { cause: new Error('the cause') })
      if (isPromise) void Promise.reject(failure)
      else
        setImmediate(() => {
          throw failure
        })
    }, how.includes('promise'))
    await expect(page.getByRole('alert')).toContainText('Something in Agate went wrong')
    const [line, ...others] = readFileSync(log, 'utf8')
      .split('\n')
      .filter((text) => text.includes('on purpose'))
    expect(line).toContain('the cause')
    expect(others).toEqual([])
    const chat = new ChatPage(page)
    await chat.ask('Are you there?')
    await expect(chat.answers.last()).toContainText('Still here.')
  })
}

test('a model file that would abort llama.cpp is refused and said, and another model then answers', async ({
  agate,
}) => {
  const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'abort.gguf') } })
  await expect(page.getByText('The chosen model cannot be used')).toBeVisible()
  await callBridge(page, 'models', 'use', { path: join(tinyModels(), 'scripted.gguf') })
  const chat = new ChatPage(page)
  await chat.ask('Who are you?')
  await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
})

test('a model that ends the engine at each question is given up after three, and answers once it is tried again', async ({
  agate,
}) => {
  const dying: Scenario = { replies: [{ tokens: ['Some ', 'words'], faultAfter: { tokens: 2, kind: 'abort' } }] }
  const { page } = await agate.open({ scenario: dying })
  const chat = new ChatPage(page)
  const stopped = page.getByText(/engine stopped while writing/iu)
  const retry = page.getByRole('button', { name: 'Try again' })
  const gaveUp = page.getByRole('alert').filter({ has: retry })
  for (const [index, question] of ['One?', 'Two?', 'Three?'].entries()) {
    await expect(gaveUp).toBeHidden()
    await chat.ask(question)
    await expect(stopped).toHaveCount(index + 1)
  }
  await expect(gaveUp).toContainText('stopped the engine three times in a row, the last time while it was answering')
  await expect(gaveUp.getByRole('button')).toHaveText(['Check the file', 'Try again', 'Choose a model file'])
  await expect(chat.answers.getByTestId('answer-text')).toHaveText(['Some words', 'Some words', 'Some words'])
  expect(agate.database.messages().map(({ text, status }) => [text, status])).toEqual(
    ['One?', 'Two?', 'Three?'].flatMap((question) => [
      [question, 'complete'],
      ['Some words', 'interrupted'],
    ]),
  )
  // Refused with the reason, and kept in the box.
  await chat.ask('Four?')
  await expect(page.getByRole('alert').filter({ hasText: 'three times in a row' })).toHaveCount(2)
  await expect(chat.composer).toHaveValue('Four?')
  writeFileSync(join(agate.home, 'scenario.json'), JSON.stringify({ replies: [{ tokens: ['Back ', 'again.'] }] }))
  await retry.click()
  await expect(gaveUp).toBeHidden()
  await chat.composer.press('Enter')
  await expect(chat.answers.last()).toContainText('Back again.')
})

test('a window that is reloaded while an answer is written keeps what was written', async ({ agate }) => {
  const { page, chat, shown } = await whileWriting(agate)
  await page.reload()
  await expect.poll(() => agate.database.messages().at(-1)?.status).toBe('stopped')
  const saved = agate.database.messages().at(-1)
  expect(saved?.endReason).toBe('window-closed')
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
  await chat.conversations.first().getByRole('button').first().click()
  await expect(chat.answers.last()).toContainText(shown.trim())
})

test('a window that is closed while an answer is written keeps what was written', async ({ agate }) => {
  const { app, page, shown } = await whileWriting(agate)
  const closed = app.waitForEvent('close')
  await page.close()
  await closed
  const saved = agate.database.messages().at(-1)
  expect(saved).toMatchObject({ status: 'stopped', endReason: 'window-closed' })
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
})

test('a second start raises the window of the first and leaves at once', async ({ agate }) => {
  const { app } = await agate.open({ scenario: endless })
  // The first is the large one; the small one comes when it is seen.
  const isMinimized = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isMinimized())
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.minimize())
  await expect.poll(isMinimized).toBe(true)
  const { code } = await agate.run([])
  expect(code).toBe(0)
  await expect.poll(isMinimized).toBe(false)
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
  const outcome = await agate.run(['ask', 'hi'], { dataFolderBlocked: true })
  expect(outcome.code).toBe(1)
  expect(outcome.stdout).toBe('')
  expect(outcome.stderr).toContain(`cannot write to its folder, ${agate.dataFolder}`)
})

test('without a model the window says what to do, and earlier conversations can be read', async ({ agate }) => {
  const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }
  await agate.run(['ask', 'Who are you?'], { settings })
  rmSync(join(agate.dataFolder, 'settings.json'))
  const { page } = await agate.open({ modelFolder: tinyModels('empty') })
  await expect(page.getByText(/no model on this computer/iu)).toBeVisible()
  await expect(page.getByRole('button', { name: /Choose a/iu }).first()).toBeVisible()
  const chat = new ChatPage(page)
  await chat.conversations.first().getByRole('button').first().click()
  await expect(chat.answers).toContainText([SCRIPTED_REPLY])
})

test('a question of a million characters is refused with its size, stays in the box, and the next one works', async ({
  agate,
}) => {
  const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
  const chat = new ChatPage(page)
  await chat.ask('long '.repeat(200_000))
  await expect(page.getByText(/has [\d,]{7,} tokens.*nothing was cut/iu)).toBeVisible()
  expect(agate.database.messages()).toEqual([])
  await page.getByRole('button', { name: 'Remove the long text' }).click()
  await chat.ask('Next')
  await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
})

for (const [what, text] of [
  ['NUL and lone surrogates', 'a\0b\uD800c\uDC00d'],
  ['emoji and right-to-left text', '👩‍👩‍👧‍👦 مرحبا שלום'],
  ['special tokens', '<end_of_turn><start_of_turn>model'],
] as const) {
  test(`a question with ${what} is answered, and so is the next one`, async ({ agate }) => {
    const { page } = await agate.open({ settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
    const chat = new ChatPage(page)
    await chat.ask(text)
    await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
    await chat.ask('Next')
    await expect(chat.answers).toHaveCount(2)
    await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
  })
}

test('files that hold what you wrote are readable by you alone', async ({ agate }) => {
  await agate.run(['ask', 'Who are you?'], { settings: { modelPath: join(tinyModels(), 'scripted.gguf') } })
  for (const name of ['agate.db', 'settings.json', 'logs/agate.log']) {
    expect(statSync(join(agate.dataFolder, name)).mode & 0o077, name).toBe(0)
  }
})
