import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Installation } from './support/agate.ts'
import { tinyModels } from './support/tiny-models.ts'

const GEMMA = 'gemma-2-2b-q4-k-m'
/** A proxy that refuses: no test reaches the network, whatever the machine could. */
const NO_NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:9' }

test('models list names Gemma 2 2B first, with its size, whether it fits, and that it is not here', async ({
  agate,
}) => {
  const { code, stdout } = await agate.run(['models', 'list', '--json'], { modelFolder: tinyModels('empty') })
  expect(code).toBe(0)
  const [first] = JSON.parse(stdout) as { id: string; sizeBytes: number; state: string; fit: string }[]
  expect(first).toMatchObject({ id: GEMMA, sizeBytes: 1_708_582_752, state: 'absent' })
  expect(['fits', 'tight', 'does-not-fit']).toContain(first?.fit)
})

test('models download fetches nothing before the terms are accepted, and shows them', async ({ agate }) => {
  const outcome = await agate.run(['models', 'download', GEMMA], { env: NO_NETWORK })
  expect(outcome).toMatchObject({ code: 2, stdout: '' })
  expect(outcome.stderr).toContain('Gemma Terms of Use')
  expect(outcome.stderr).toContain('Nothing was fetched')
})

test('models download without a network ends with a sentence, also through an Agate that is open', async ({
  agate,
}) => {
  const download = ['models', 'download', GEMMA, '--accept-licence']
  const offline = { scenario: { replies: [{ tokens: ['Hello'] }] }, env: NO_NETWORK }
  const expectSentence = async () => {
    const outcome = await agate.run(download, offline)
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain('Hugging Face could not be reached')
  }
  await expectSentence()
  await agate.open(offline)
  await expectSentence()
})

test('a model that is not in the catalogue ends with 2', async ({ agate }) => {
  for (const action of ['download', 'check', 'remove']) {
    const outcome = await agate.run(['models', action, 'no-such-model'])
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toContain('no-such-model')
  }
})

const SCRIPTED = join(tinyModels(), 'scripted.gguf')

/** A model of the person's own, under a name as people give them. */
function ownModel({ home }: Installation, name = 'Größe, zwei Worte.gguf'): string {
  mkdirSync(home, { recursive: true })
  copyFileSync(SCRIPTED, join(home, name))
  return join(home, name)
}

function parse(stdout: string): unknown {
  return JSON.parse(stdout)
}

test('a file is taken in, listed, checked and removed, each with one JSON value alone on stdout', async ({ agate }) => {
  const path = join(agate.dataFolder, 'models', 'Größe, zwei Worte.gguf')
  const imported = await agate.run(['models', 'import', '--json', ownModel(agate)])
  expect(imported.code).toBe(0)
  expect(parse(imported.stdout)).toEqual({
    path,
    name: 'Tiny Gemma 2, scripted',
    sizeBytes: expect.any(Number),
    starter: false,
  })
  expect(imported.stderr).toContain('Copying: 100 %')

  const listed = await agate.run(['models', 'list', '--json'])
  const row = { id: null, quantisation: null, state: 'ready', fit: 'fits', path }
  expect(parse(listed.stdout)).toContainEqual(expect.objectContaining(row))

  for (const name of [path, 'größe, zwei worte.gguf', 'Tiny Gemma 2, scripted']) {
    const checked = await agate.run(['models', 'check', '--json', name])
    expect(checked.code).toBe(0)
    expect(parse(checked.stdout)).toMatchObject({ sound: true, checked: 'header' })
  }

  const removed = await agate.run(['models', 'remove', '--json', 'Tiny Gemma 2, scripted'])
  expect(removed.code).toBe(0)
  expect(parse(removed.stdout)).toEqual({ path, freedBytes: expect.any(Number) })
  expect(readdirSync(join(agate.dataFolder, 'models'))).toEqual([])
})

test('check of a damaged file says why on stdout with --json, else on stderr, and ends with 1', async ({ agate }) => {
  const file = join(tinyModels(), 'truncated.gguf')
  const asJson = await agate.run(['models', 'check', '--json', file])
  expect(asJson.code).toBe(1)
  expect(parse(asJson.stdout)).toEqual({
    sound: false,
    checked: 'header',
    message: expect.stringContaining('its end is missing'),
  })
  const plain = await agate.run(['models', 'check', file])
  expect(plain).toMatchObject({ code: 1, stdout: '' })
  expect(plain.stderr).toContain('its end is missing')
})

test('import refuses what is no model, and leaves nothing of it', async ({ agate }) => {
  mkdirSync(agate.home, { recursive: true })
  const wrong = join(agate.home, 'wrong.gguf')
  writeFileSync(wrong, 'no model')
  for (const file of [wrong, tinyModels('empty'), join(agate.home, 'nowhere.gguf')]) {
    const outcome = await agate.run(['models', 'import', '--json', file])
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain('Nothing was changed')
  }
  expect(existsSync(join(agate.dataFolder, 'models'))).toBe(false)
})

test('a linked file that is gone can be forgotten, and the file of a link is never deleted', async ({ agate }) => {
  const mine = ownModel(agate)
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await agate.run(['models', ...args])
    expect(code, stderr).toBe(0)
    return stdout
  }
  await run('import', '--link', mine)
  expect(await run('remove', mine)).toBe(`Forgotten: ${mine}\n`)
  expect(existsSync(mine)).toBe(true)

  await run('import', '--link', mine)
  rmSync(mine)
  expect(await run('remove', mine)).toBe(`Forgotten: ${mine}\n`)
  expect((await agate.run(['models', 'remove', mine])).code).toBe(2)
})

test('an id of the list names its model also to check and remove', async ({ agate }) => {
  for (const action of ['check', 'remove']) {
    const outcome = await agate.run(['models', action, GEMMA])
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain('is not on this computer')
  }
  const starter = await agate.run(['models', 'remove', 'smollm2-135m-q4-1'])
  expect(starter).toMatchObject({ code: 1, stdout: '' })
  expect(starter.stderr).toContain('comes with Agate and stays')
  const checked = await agate.run(['models', 'check', '--json', 'smollm2-135m-q4-1'])
  expect(parse(checked.stdout)).toEqual({
    sound: true,
    checked: 'checksum',
    message: 'The file is complete and unchanged.',
  })
})

test('Ctrl C while a file is copied ends with 130, and leaves nothing of it', async ({ agate }) => {
  const large = ownModel(agate, 'large.gguf')
  // As large as one of the catalogue, so that its checksum is made too: a copy that shares its data is not over at once either.
  truncateSync(large, 806_058_240)
  const outcome = await agate.run(['models', 'import', large], { interruptAt: /Copying: \d/u })
  expect(outcome).toMatchObject({ code: 130, stdout: '' })
  expect(readdirSync(join(agate.dataFolder, 'models'))).toEqual([])
})

test('a copy that a kill interrupted is gone after the next start', async ({ agate }) => {
  const folder = join(agate.dataFolder, 'models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'half.gguf.importing'), 'half')
  await agate.run(['models', 'list'])
  expect(readdirSync(folder)).toEqual([])
})

test('a command whose output nobody reads ends by itself with 141, also through an Agate that is open', async ({
  agate,
}) => {
  const scenario = { replies: [{ tokens: { repeat: 'word ', times: 100_000 }, delayMs: 5 }] }
  for (const args of [
    ['models', 'list'],
    ['ask', 'Who are you?'],
  ]) {
    expect(await agate.run(args, { scenario, outputClosed: true })).toMatchObject({ code: 141 })
  }
  await agate.open({ scenario })
  for (const args of [
    ['models', 'list'],
    ['ask', 'Who are you?'],
  ]) {
    expect(await agate.run(args, { outputClosed: true })).toMatchObject({ code: 141 })
  }
})
