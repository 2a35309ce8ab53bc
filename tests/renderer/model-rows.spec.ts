import { openModels } from './support/model-scenes.ts'
import { GEMMA_LARGE } from './support/models.ts'
import { expect, test } from './support/window.ts'

test('a copy in another program is offered for a download that is paused or failed, not for one that goes on', async ({
  agate,
}) => {
  const copy = { id: GEMMA_LARGE.id, path: '/other/large.gguf' }
  await openModels(agate)
  const { page, methods, world } = agate
  world.copies = [{ ...copy, holder: 'Ollama' }]
  await page.keyboard.press('Escape')
  await methods.app.command.emit({ name: 'models' })
  const use = page.getByRole('button', { name: 'Use that copy of Gemma 2 9B, Q4_K_M, in Ollama' })
  await page.getByRole('button', { name: 'Pause Gemma 2 9B, Q4_K_M' }).click()
  await expect(use).toBeVisible()
  await page.getByRole('button', { name: 'Go on with Gemma 2 9B, Q4_K_M' }).click()
  await expect(use).toHaveCount(0)
  const problem = { code: 'connection-lost' as const, message: 'The connection was lost.' }
  await world.setDownload(GEMMA_LARGE.id, { state: 'failed', problem })
  await use.click()
  await expect.poll(() => methods.models.useCopy.calls).toEqual([copy])
})

test('of two files with one name the buttons say which is meant', async ({ agate }) => {
  await openModels(agate)
  const { page, world, methods } = agate
  const q8 = world.offers[1]
  if (q8 === undefined) throw new Error('There is no second offer')
  const { name, sizeBytes } = q8
  world.offers = world.offers.map((offer) =>
    offer === q8 ? { ...q8, download: { ...q8.download, state: 'ready', path: '/q8.gguf' } } : offer,
  )
  world.models.push(
    { path: '/q8.gguf', name, sizeBytes, starter: false },
    { path: '/mine.gguf', name, sizeBytes: 2_100_000_000, starter: false },
  )
  await methods.models.changed.emit({})
  for (const what of ['Q8_0', '2.1 GB']) {
    for (const does of ['Use', 'Settings of', 'Remove']) {
      await expect(page.getByRole('button', { name: `${does} Gemma 2 2B, ${what}`, exact: true })).toHaveCount(1)
    }
  }
  await expect(page.getByRole('button', { name: 'Use SmolLM2 135M (starter)', exact: true })).toBeVisible()
})
