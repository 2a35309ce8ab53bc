import { MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import { err, ok } from '../../shared/result.ts'
import { type AgateWindow, expect, test } from './support/window.ts'
import { answer, NO_MODEL, question, READY, STARTER } from './support/world.ts'

const GEMMA = { path: '/models/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: 1_708_582_752, starter: false }

const LINES = [
  [{ state: 'starting', device: null }, 'Starting'],
  [{ state: 'loading', progress: 0.439, device: null }, 'Loading 43 %'],
  [{ state: 'ready' }, 'Ready · 41 tokens/s · Processor'],
  [{ state: 'reading', progress: 0.6 }, 'Reading 60 % · 41 tokens/s · Processor'],
  [{ state: 'writing', tokensPerSecond: 3.14 }, 'Writing · 3.1 tokens/s · Processor'],
  [{ state: 'restarting', device: null }, 'Starting again'],
  [{ state: 'stopped', device: null }, 'Stopped'],
] as const

for (const [change, line] of LINES) {
  test(`the engine line says "${line}"`, async ({ agate }) => {
    await agate.load()
    await agate.world.setEngine(change)
    await expect(agate.engine).toContainText(line)
    await expect(agate.engine).toContainText('Gemma 2 2B')
  })
}

test('an event that comes before the first answer is not overwritten by it', async ({ agate }) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  agate.methods.engine.status.handle(async () => {
    await held
    return ok({ ...agate.world.engine, state: 'starting' as const })
  })
  await agate.load()
  await agate.world.setEngine({ state: 'writing' })
  release()
  await expect(agate.engine).toContainText('Writing')
  await agate.page.keyboard.press('Control+N')
  await expect(agate.engine).toContainText('Writing')
})

test('the details tell the file, the device, the context and the measured speed', async ({ agate }) => {
  await agate.load()
  await agate.engine.click()
  const details = agate.page.getByRole('dialog', { name: 'Engine and theme' })
  for (const words of ['1.71 GB', 'Processor, 4 threads', '8,192 tokens', '41 tokens/s, measured']) {
    await expect(details).toContainText(words)
  }
  await agate.page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await expect(agate.engine).toBeFocused()
})

test('the starter model is named for what it is, wherever it matters', async ({ agate }) => {
  agate.world.engine = STARTER
  await agate.load()
  const words = /small starter model: quick, often wrong\. For good answers get Gemma 2 2B/u
  await expect(agate.page.getByRole('main')).toContainText(words)
  await expect(agate.page.getByRole('main')).toContainText('The small starter model is quick and often wrong.')
  await agate.engine.click()
  await expect(agate.page.getByRole('dialog')).toContainText(words)
})

test('without a model the page says so, keeps conversations readable and lets one be chosen', async ({ agate }) => {
  agate.world.engine = NO_MODEL
  agate.world.add('Rice', [question('How long?'), answer('Three days.')])
  await agate.load()
  await expect(agate.page.getByRole('heading', { name: 'There is no model on this computer' })).toBeVisible()
  await expect(agate.page.getByText('Your conversation is here and can be read.')).toBeVisible()
  await agate.open('Rice')
  await expect(agate.answer).toHaveText('Three days.')
  await expect(agate.page.getByRole('status').getByText(/no model on this computer/u)).toBeVisible()
  agate.methods.models.choose.handle(async () => {
    agate.world.models = [GEMMA]
    await agate.world.setEngine({ state: 'ready', model: { name: 'Gemma 2 2B', sizeBytes: 1, starter: false } })
    return ok(GEMMA)
  })
  await agate.page.getByRole('button', { name: 'Choose a model file' }).click()
  await expect(agate.page.getByText(/no model on this computer/u)).toBeHidden()
})

test('a model file that cannot be used says why, and nothing changes', async ({ agate }) => {
  agate.world.engine = STARTER
  agate.methods.models.choose.handle(() => err('not-gguf', 'That is no model file. The starter model stays in use.'))
  await agate.load()
  await agate.page.getByRole('button', { name: 'Choose a model file' }).click()
  await expect(agate.page.getByText('That is no model file. The starter model stays in use.')).toBeVisible()
  await expect(agate.engine).toContainText('SmolLM2 135M (starter)')
})

test('a card that did not do is tried again when asked, and the answer says so', async ({ agate }) => {
  const notFaster = 'Running on the processor. The graphics driver stopped while it was being tried.'
  const unchecked = 'Not checked yet: whether this model makes sense. It is asked once nothing else is being asked.'
  agate.world.engine = { ...READY, notFaster, unchecked }
  await agate.load()
  await agate.engine.click()
  const details = agate.page.getByRole('dialog', { name: 'Engine and theme' })
  await expect(details).toContainText(notFaster)
  await expect(details).toContainText(unchecked)
  await details.getByRole('button', { name: 'Try the card again' }).click()
  await expect(agate.page.getByText('The graphics card is tried as soon as nothing is asked.')).toBeVisible()
  expect(agate.methods.engine.tryCards.calls).toHaveLength(1)
})

test('a context that is small because of crashes says so, and the full one is tried again when asked', async ({
  agate,
}) => {
  const smaller = 'The context is smaller than it could be: the engine stopped while this model was being loaded.'
  agate.world.engine = { ...READY, smaller }
  await agate.load()
  await agate.engine.click()
  const details = agate.page.getByRole('dialog', { name: 'Engine and theme' })
  await expect(details).toContainText(smaller)
  await details.getByRole('button', { name: 'Try again', exact: true }).click()
  await expect(agate.page.getByText('The model is loaded with its full context')).toBeVisible()
  expect(agate.methods.engine.tryCards.calls).toHaveLength(1)
})

test('another known model is one click away', async ({ agate }) => {
  agate.world.engine = STARTER
  agate.world.models = [
    { path: '/s.gguf', name: 'SmolLM2 135M (starter)', sizeBytes: 98_362_432, starter: true },
    GEMMA,
  ]
  agate.methods.models.use.handle(() => ok(GEMMA))
  await agate.load()
  await agate.engine.click()
  await agate.page.getByRole('button', { name: 'Use Gemma 2 2B' }).click()
  await expect.poll(() => agate.methods.models.use.calls).toEqual([{ path: GEMMA.path }])
})

test('another quantisation of the model in use can be chosen, and is told from it by its size', async ({ agate }) => {
  const larger = { ...GEMMA, path: '/models/gemma-q8.gguf', sizeBytes: 2_784_495_264 }
  agate.world.models = [GEMMA, larger]
  agate.methods.models.use.handle(() => ok(larger))
  await agate.load()
  await agate.engine.click()
  await expect(agate.page.getByRole('button', { name: /^Use Gemma 2 2B/u })).toHaveCount(1)
  await agate.page.getByRole('button', { name: 'Use Gemma 2 2B, 2.78 GB' }).click()
  await expect.poll(() => agate.methods.models.use.calls).toEqual([{ path: larger.path }])
})

test('the settings that open are those of the model that is used now, not of the one before', async ({ agate }) => {
  const { engine, methods, page, world } = agate
  world.models = [GEMMA, { ...GEMMA, path: '/models/mistral.gguf', name: 'Mistral 7B' }]
  methods.models.use.handle(async () => {
    await world.setEngine({ model: { name: 'Mistral 7B', sizeBytes: 1, starter: false } })
    // As main does before it answers.
    await methods.models.changed.emit({})
    return ok(GEMMA)
  })
  await agate.load()
  await engine.click()
  await page.getByRole('button', { name: 'Use Mistral 7B' }).click()
  await expect(page.getByRole('button', { name: 'Use Gemma 2 2B' })).toBeVisible()
  await page.getByRole('button', { name: /^Settings of this model/u }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Mistral 7B/u)
  expect(methods.models.settings.calls).toEqual([{ path: '/models/mistral.gguf' }])
})

test('an engine that cannot run its model says why and can be tried again', async ({ agate }) => {
  const message = '“Gemma 2 2B” stopped the engine three times while it was being loaded. Your conversations are safe.'
  agate.world.engine = { ...agate.world.engine, state: 'failed', problem: { code: 'model-failed', message } }
  await agate.load()
  await expect(agate.page.getByRole('alert')).toContainText(message)
  await agate.page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => agate.methods.engine.retry.calls).toHaveLength(1)
  await agate.world.setEngine({ state: 'starting', problem: null })
  await expect(agate.page.getByRole('alert')).toBeHidden()
})

test.describe('a model that stops the engine again and again', () => {
  const message = '“Gemma 2 2B” stopped the engine three times while it was being loaded. Your conversations are safe.'

  async function failAndCheck(agate: AgateWindow) {
    agate.world.engine = { ...READY, state: 'failed', problem: { code: MODEL_CRASHES, message } }
    await agate.load()
    await agate.page.getByRole('button', { name: 'Check the file' }).click()
    return agate.methods.models.examine.next()
  }

  test('has its file checked, which is damaged and can be downloaded again', async ({ agate }) => {
    const { page, methods } = agate
    const examination = await failAndCheck(agate)
    await examination.frame({ share: 0.3 })
    await expect(page.getByRole('progressbar', { name: /file/u })).toHaveAttribute('aria-valuenow', '30')
    const found = 'Its file is damaged. Your conversations are safe. It can be downloaded again.'
    await examination.end(ok({ verdict: 'damaged', message: found, canFetch: true }))
    await expect(page.getByRole('alert')).toContainText(found)
    methods.models.fetchAgain.handle(() => ok())
    await page.getByRole('button', { name: 'Download it again' }).click()
    await expect.poll(() => methods.models.fetchAgain.calls).toHaveLength(1)
  })

  test('can be run smaller where its file is sound', async ({ agate }) => {
    const { page, methods } = agate
    const examination = await failAndCheck(agate)
    await examination.end(ok({ verdict: 'sound', message: 'The file is not the reason.', canFetch: false }))
    methods.models.runSmaller.handle(() => ok())
    await page.getByRole('button', { name: 'Run it smaller' }).click()
    await expect.poll(() => methods.models.runSmaller.calls).toHaveLength(1)
    await agate.world.setEngine({ state: 'starting', problem: null })
    await expect(page.getByRole('alert')).toBeHidden()
  })

  test('is no longer checked when that is stopped', async ({ agate }) => {
    const examination = await failAndCheck(agate)
    await agate.page.getByRole('button', { name: 'Stop checking' }).click()
    await examination.cancelled()
    await examination.end(err('stopped', 'The file was not looked at to its end. Nothing was changed.'))
    await expect(agate.page.getByRole('button', { name: 'Check the file' })).toBeVisible()
  })
})

test('notices stay until they are dismissed, and new ones appear', async ({ agate }) => {
  const notice = (id: string) => ({ id, tone: 'amber' as const, title: `Notice ${id}.`, message: 'What happened.' })
  agate.world.notices = [notice('one')]
  await agate.load()
  const alerts = agate.page.getByRole('alert')
  await expect(alerts).toHaveText([/Notice one\. What happened\./u])
  agate.world.notices = [notice('one'), notice('two')]
  await agate.methods.app.noticesChanged.emit({})
  await expect(alerts).toHaveCount(2)
  await alerts.first().getByRole('button', { name: 'Dismiss' }).click()
  await expect(alerts).toHaveText([/Notice two/u])
  expect(agate.methods.app.dismissNotice.calls).toEqual([{ id: 'one' }])
})

test('a call that fails is told in its own words', async ({ agate }) => {
  agate.methods.conversations.list.handle(() => err('internal', 'The conversations could not be listed. None is lost.'))
  await agate.load()
  await expect(agate.page.getByText('The conversations could not be listed. None is lost.')).toBeVisible()
})

test('an engine that rests is woken by the first key, and not by the next ones', async ({ agate }) => {
  agate.world.engine = { ...READY, state: 'resting', device: null, contextSize: null }
  await agate.load()
  await expect(agate.page.getByRole('button', { name: /Engine/u })).toContainText('Resting')
  agate.methods.engine.warm.handle(async () => {
    await agate.world.setEngine({ state: 'starting' })
    return ok()
  })
  await agate.composer.press('H')
  await expect(agate.page.getByRole('button', { name: /Engine/u })).toContainText('Starting')
  await agate.composer.pressSequentially('ello')
  expect(agate.methods.engine.warm.calls).toHaveLength(1)
})
