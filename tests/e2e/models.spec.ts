import { expect, test } from './support/agate.ts'
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
  const scenario = { replies: [{ tokens: ['Hello'] }] }
  await agate.open({ scenario, env: NO_NETWORK })
  const outcome = await agate.run(download)
  expect(outcome).toMatchObject({ code: 1, stdout: '' })
  expect(outcome.stderr).toMatch(/[A-Z][^\n]*\.\n/u)
})

test('a model that is not in the catalogue ends with 2', async ({ agate }) => {
  for (const action of ['download', 'check', 'remove']) {
    const outcome = await agate.run(['models', action, 'no-such-model'])
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toContain('no-such-model')
  }
})
