import { openModels } from './support/model-scenes.ts'
import { expect, test } from './support/window.ts'

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
