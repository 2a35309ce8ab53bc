import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finiteNoise, writeRubbishModel } from '../support/rubbish-model.ts'
import { expect, test } from './support/agate.ts'

test('a model whose weights are rubbish is loaded, and the window says that it writes nonsense', async ({ agate }) => {
  const modelFolder = join(agate.home, 'rubbish')
  mkdirSync(modelFolder, { recursive: true })
  writeRubbishModel(join(modelFolder, 'rubbish.gguf'), finiteNoise())
  const { page } = await agate.open({ modelFolder })
  await page.getByRole('button', { name: /Engine/u }).click()
  const details = page.getByRole('dialog', { name: 'Engine and theme' })
  await expect(details).toContainText('Not checked yet: whether this model makes sense.')
  // The ten questions are asked once nobody has asked anything for twenty seconds.
  await expect(page.getByText('This model writes nonsense')).toBeVisible({
    timeout: 150_000,
  })
  await expect(page.getByText('Choose another model, or remove this one and download it again.')).toBeVisible()
  await expect(details).not.toContainText('Not checked yet')
})
