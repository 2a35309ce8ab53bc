import type { Page } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { tinyModels } from './support/tiny-models.ts'

const DROPPED = join(tinyModels(), 'scripted.gguf')

/** Drops a file on the middle of the page, as the desktop does. */
async function dropFile(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    })
  }
}

test('a model file that is dropped on the models is copied in, and can then be used', async ({ agate }) => {
  const { page } = await agate.open({ scenario: { replies: [{ tokens: ['Hello'] }] } })
  await page.getByRole('button', { name: /^Engine/u }).click()
  await page.getByRole('button', { name: 'Models…' }).click()
  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible()
  await dropFile(page, DROPPED)
  await page.getByRole('button', { name: 'Copy to Agate' }).click()
  await expect(page.getByText('Tiny Gemma 2, scripted is added.')).toBeVisible()
  expect(readdirSync(join(agate.dataFolder, 'models'))).toContain('scripted.gguf')
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(page.getByRole('region', { name: 'In use' })).toContainText('Tiny Gemma 2, scripted')
})
