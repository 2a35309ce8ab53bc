import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { tinyModels } from './support/tiny-models.ts'

const REPLY = SCRIPTED_REPLY
const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }

test('ask prints the answer alone on stdout and keeps the conversation', async ({ agate }) => {
  const { code, stdout } = await agate.run(['ask', 'Who are you?'], { settings })
  expect(code).toBe(0)
  expect(stdout).toBe(`${REPLY}\n`)
  expect(agate.database.messages()).toMatchObject([{ text: 'Who are you?' }, { status: 'complete' }])
})

test('ask --json prints one object, and --model answers with another file', async ({ agate }) => {
  const { code, stdout } = await agate.run(['ask', '--json', '--model', settings.modelPath, 'Who', 'are', 'you?'], {
    modelFolder: tinyModels('empty'),
  })
  expect(code).toBe(0)
  const answer: unknown = JSON.parse(stdout)
  expect(answer).toMatchObject({ stopReason: 'end', text: expect.stringContaining(REPLY) })
  expect(Object.keys(answer as object).sort()).toEqual(
    ['text', 'model', 'device', 'tokens', 'tokensPerSecond', 'stopReason', 'conversationId'].sort(),
  )
})

test('ask answers through the Agate that is open, and its list shows the conversation', async ({ agate }) => {
  const { page } = await agate.open({ settings })
  const { code, stdout } = await agate.run(['ask', 'From the terminal'])
  expect(code).toBe(0)
  expect(stdout).toContain(REPLY)
  await expect(new ChatPage(page).conversations).toHaveText(/From the terminal/u)
})

test('two terminals that ask at once are both answered', async ({ agate }, info) => {
  const signs = { first: info.outputPath('first'), second: info.outputPath('second') }
  const reply = (match: 'first' | 'second') => ({ match, tokens: [match, ' answer'], lastAfter: signs[match] })
  const scenario = { replies: [reply('first'), reply('second')] }
  const first = agate.run(['ask', 'the first?'], { scenario })
  // The database has no table before Agate has made it.
  await expect(() => expect(agate.database.messages()).toHaveLength(2)).toPass()
  const second = agate.run(['ask', 'the second?'], { scenario })
  await expect.poll(() => agate.database.messages()).toHaveLength(4)
  writeFileSync(signs.first, '')
  await expect.poll(() => agate.database.messages().filter(({ status }) => status === 'streaming')).toHaveLength(1)
  writeFileSync(signs.second, '')
  expect(await second).toMatchObject({ code: 0, stdout: 'second answer\n' })
  expect(await first).toMatchObject({ code: 0, stdout: 'first answer\n' })
})

test('Ctrl C stops an answer that the open Agate writes for a terminal, and what was written is kept', async ({
  agate,
}) => {
  const scenario = { replies: [{ tokens: { repeat: 'word ', times: 100_000 }, delayMs: 20 }] }
  await agate.open({ scenario })
  const { code, stdout } = await agate.run(['ask', 'Go on.'], { scenario, interruptAt: /word word/u })
  expect(code).toBe(130)
  expect(stdout).toContain('word word')
  await expect.poll(() => agate.database.messages().at(-1)).toMatchObject({ status: 'stopped' })
  expect(agate.database.messages().at(-1)?.text).toContain('word word')
})

test.describe('bad use and no model end with a sentence and a code', () => {
  const badModels: readonly [string, (folder: string) => string][] = [
    ['is not there', (folder) => join(folder, 'gone.gguf')],
    ['is a folder', (folder) => folder],
    ['is empty', (folder) => file(folder, 'empty.gguf', '')],
    ['is not GGUF', (folder) => file(folder, 'text.gguf', 'This is no model. '.repeat(100))],
    ['is cut off', () => join(tinyModels(), 'truncated.gguf')],
  ]

  function file(folder: string, name: string, content: string): string {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  for (const [what, path] of badModels) {
    test(`--model with a path that ${what} ends with 3`, async ({ agate }, info) => {
      const outcome = await agate.run(['ask', '--model', path(info.outputPath('models')), 'hi'], { settings })
      expect(outcome.code).toBe(3)
      expect(outcome.stdout).toBe('')
      expect(outcome.stderr).toMatch(/[A-Z].*\.\n/u)
    })
  }

  test('no model on the computer ends with 3', async ({ agate }) => {
    const outcome = await agate.run(['ask', 'hi'], { modelFolder: tinyModels('empty') })
    expect(outcome).toMatchObject({ code: 3, stdout: '' })
    expect(outcome.stderr).toMatch(/model/u)
  })

  for (const args of [['ask'], ['ask', '  '], ['ask', '--modle', 'x', 'hi'], ['frobnicate']]) {
    test(`"${args.join(' ')}" ends with 2`, async ({ agate }) => {
      const outcome = await agate.run(args)
      expect(outcome).toMatchObject({ code: 2, stdout: '' })
      expect(outcome.stderr).toMatch(/agate/u)
    })
  }
})
