import { err, ok } from '../../shared/result.ts'
import { openModels } from './support/model-scenes.ts'
import { GEMMA, GEMMA_LARGE, STARTER_FILE } from './support/models.ts'
import { expect, test } from './support/window.ts'
import { STARTER } from './support/world.ts'

const PROGRESS = { receivedBytes: 640_000_000, totalBytes: 1_708_582_752, bytesPerSecond: 11_000_000, etaSeconds: 97 }

test('nothing is fetched before the terms are accepted, whose box starts unticked', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  await page.getByRole('button', { name: 'Download Gemma 2 2B, Q8_0' }).click()
  const terms = page.getByRole('group', { name: 'Terms of Gemma 2 2B, Q8_0' })
  const box = terms.getByRole('checkbox', { name: 'I accept the Gemma Terms of Use.' })
  await expect(box).toBeFocused()
  await expect(box).not.toBeChecked()
  await expect(terms.getByRole('button', { name: 'Download' })).toBeDisabled()
  await terms.getByRole('link', { name: 'Read the Gemma Terms of Use' }).click()
  await expect.poll(() => methods.app.openLink.calls).toEqual([{ url: 'https://ai.google.dev/gemma/terms' }])
  expect(methods.models.download.calls).toEqual([])
  await box.press('Space')
  await terms.getByRole('button', { name: 'Download' }).click()
  await expect.poll(() => methods.models.download.calls).toEqual([{ id: 'gemma-2-2b-q8' }])
  expect(methods.models.acceptLicence.calls).toEqual([{ id: 'gemma-2-2b-q8' }])
})

test('a download is paused, goes on, fails with its reason, and is tried again', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  const arriving = page.getByRole('region', { name: 'Arriving' })
  await expect(arriving).toContainText('2.13 of 5.76 GB')
  await expect(arriving).toContainText('11 MB/s · about 5 minutes')
  await expect(arriving.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '36')
  await arriving.getByRole('button', { name: 'Pause Gemma 2 9B, Q4_K_M' }).click()
  await expect(arriving).toContainText('Paused; 2.13 of 5.76 GB is kept')
  await arriving.getByRole('button', { name: 'Go on with Gemma 2 9B, Q4_K_M' }).click()
  await expect.poll(() => methods.models.download.calls).toEqual([{ id: GEMMA_LARGE.id }])
  const message = 'The connection was lost. What was received so far is kept; try again.'
  await agate.world.setDownload(GEMMA_LARGE.id, { state: 'failed', problem: { code: 'connection-lost', message } })
  await expect(arriving.getByRole('alert')).toHaveText(message)
  await arriving.getByRole('button', { name: /^Try again/u }).click()
  await expect(arriving).toContainText('Waits until the download before it has ended')
  await agate.world.setDownload(GEMMA_LARGE.id, { state: 'verifying', progress: PROGRESS })
  await expect(arriving).toContainText('Checking the file, 37 %')
  await arriving.getByRole('button', { name: /delete what has arrived/u }).click()
  await expect(arriving).toBeHidden()
  await expect(page.getByRole('button', { name: 'Download Gemma 2 9B, Q4_K_M' })).toBeVisible()
})

test('a model that arrives says once that it answers from now on', async ({ agate }) => {
  agate.world.engine = STARTER
  agate.world.models = [STARTER_FILE]
  agate.world.offers = [{ ...GEMMA, download: { ...GEMMA.download, state: 'downloading', progress: PROGRESS } }]
  await agate.load()
  await expect(agate.page.getByRole('button', { name: 'Gemma 2 2B is arriving: 37 %, about 2 minutes' })).toBeVisible()
  await agate.world.setDownload('gemma', { state: 'ready', progress: null, path: '/gemma.gguf' })
  agate.world.models = [{ path: '/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: GEMMA.sizeBytes, starter: false }]
  await agate.world.setEngine({ model: { name: 'Gemma 2 2B', sizeBytes: GEMMA.sizeBytes, starter: false } })
  await agate.methods.models.changed.emit({})
  await agate.methods.models.changed.emit({})
  await expect(
    agate.page.getByRole('status').getByText('Gemma 2 2B has arrived, and answers from now on.'),
  ).toHaveCount(1)
})

test('a copy in another program is offered, and used after the terms', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  await expect(page.getByText('LM Studio on this computer has a file of the same size.')).toBeVisible()
  await page.getByRole('button', { name: 'Use that copy of Gemma 2 2B, Q8_0, in LM Studio' }).click()
  await page.getByRole('checkbox').press('Space')
  await page.getByRole('button', { name: 'Use that copy' }).click()
  await expect.poll(() => methods.models.useCopy.calls).toEqual([{ id: 'gemma-2-2b-q8', path: '/other/gemma.gguf' }])
})

test('a file that was put there by hand says that it is being checked, and cannot be stopped as a download', async ({
  agate,
}) => {
  await openModels(agate)
  const { page, world } = agate
  const row = page.getByRole('listitem').filter({ hasText: 'Mistral-7B' })
  await world.setDownload(GEMMA_LARGE.id, { state: 'verifying', progress: PROGRESS, path: '/m.gguf' })
  await expect(row).toContainText('Checking whether this file is Gemma 2 9B, Q4_K_M, 37 %')
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '37')
  await expect(page.getByRole('region', { name: 'Arriving' })).toBeHidden()
  await world.setDownload(GEMMA_LARGE.id, { state: 'ready', progress: null, path: '/m.gguf' })
  await expect(row.getByRole('progressbar')).toBeHidden()
  await expect(page.getByText('has arrived')).toBeHidden()
})

test('what does not fit says why, and is not offered', async ({ agate }) => {
  await openModels(agate)
  const row = agate.page.getByRole('listitem').filter({ hasText: 'Gemma 2 27B' })
  await expect(row).toContainText('Does not fit')
  await expect(row).toContainText('needs at least 19 GB')
  await expect(row.getByRole('button')).toHaveCount(0)
})

test('a file that is here says whether it fits, and why not, before it is used', async ({ agate }) => {
  await openModels(agate)
  const rows = agate.page.getByRole('region', { name: 'On this computer' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'Mistral-7B' })).toContainText('Tight')
  await expect(rows.filter({ hasText: 'Mistral-7B' })).toContainText('close other programs for long conversations')
  await expect(rows.filter({ hasText: 'SmolLM2' })).toContainText('Fits well')
})

test('another file is used, and Esc goes back to the conversation', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  const mistral = agate.world.models[1]
  methods.models.use.handle(() => (mistral ? ok(mistral) : err('not-found', 'Gone.')))
  await page.getByRole('button', { name: 'Use Mistral-7B-Instruct-v0.3.Q4_K_M' }).click()
  await expect.poll(() => methods.models.use.calls).toEqual([{ path: '/m.gguf' }])
  await page.keyboard.press('Escape')
  await expect(agate.composer).toBeFocused()
})

test('settings of a model are checked in their field, saved for it alone, and reset', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  await page.getByRole('button', { name: 'Settings of Gemma 2 2B', exact: true }).click()
  const temperature = page.getByRole('textbox', { name: 'Temperature' })
  await temperature.fill('9')
  await temperature.press('Tab')
  await expect(page.getByRole('alert')).toHaveText('This takes a number from 0 to 2. The old one stays in use.')
  expect(methods.models.changeSettings.calls).toEqual([])
  await temperature.fill('0.3')
  await temperature.press('Tab')
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByText('It holds from the next answer on.')).toBeVisible()
  const context = page.getByRole('textbox', { name: 'Reads at once' })
  await context.fill('4096')
  await context.press('Tab')
  await expect(page.getByText('The model is loaded anew with it as soon as nothing is asked.')).toBeVisible()
  expect(methods.models.changeSettings.calls).toEqual([
    { path: '/gemma.gguf', patch: { temperature: 0.3 } },
    { path: '/gemma.gguf', patch: { contextSize: 4096 } },
  ])
  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(temperature).toHaveValue('0.7')
  await expect(context).toHaveValue('')
  await temperature.fill('0.4')
  await context.fill('much')
  await context.press('Tab')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(context).toHaveValue('')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible()
})

test('a model is removed at once, says what that frees, and comes back with Undo', async ({ agate }) => {
  await openModels(agate)
  const { page, methods, world } = agate
  const mine = { path: '/mine.gguf', name: 'My own model', sizeBytes: 1_500_000_000, starter: false }
  world.models = [STARTER_FILE, mine]
  await methods.models.changed.emit({})
  await expect(page.getByRole('button', { name: `Remove ${STARTER_FILE.name}` })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove My own model' }).click()
  await expect.poll(() => methods.models.remove.calls).toEqual([{ path: '/mine.gguf' }])
  await expect(page.getByText('My own model is removed. Frees 1.5 GB when Agate closes.')).toBeVisible()
  await methods.models.changed.emit({})
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => methods.models.restore.calls).toEqual([{ path: '/mine.gguf' }])
  await methods.models.changed.emit({})
  await expect(page.getByRole('heading', { name: 'My own model' })).toBeVisible()
})

test('a removed model can be brought back with the keyboard until Agate closes', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  await page.getByRole('button', { name: 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M' }).click()
  await methods.models.changed.emit({})
  const removed = page.getByRole('region', { name: 'Removed, until Agate closes' })
  await expect(removed.getByRole('listitem')).toContainText('Frees 4.37 GB when Agate closes')
  await removed.getByRole('button', { name: 'Bring back Mistral-7B-Instruct-v0.3.Q4_K_M' }).press('Enter')
  await expect.poll(() => methods.models.restore.calls).toEqual([{ path: '/m.gguf' }])
  await methods.models.changed.emit({})
  await expect(removed).toBeHidden()
  await expect(page.getByRole('button', { name: 'Use Mistral-7B-Instruct-v0.3.Q4_K_M' })).toBeVisible()
})
