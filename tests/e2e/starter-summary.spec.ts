import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeReport } from '../support/documents/ferry-report.ts'
import { expect, test } from './support/agate.ts'
import { dropOn } from './support/drop-files.ts'

/** With AGATE_SCREENSHOTS set, what was checked is also kept as a picture: that of the README. */
const PICTURES = join(import.meta.dirname, '../../out/screenshots')
const SIZE = { width: 1280, height: 832 }

test('the starter model summarises a report, and a citation opens its page with the sentence marked', async ({
  agate,
}, info) => {
  const path = info.outputPath('ferry-report.pdf')
  mkdirSync(info.outputPath(), { recursive: true })
  writeFileSync(path, writeReport())
  const { app, page } = await agate.open({ settings: { theme: 'light' } })
  // Nothing is half turned in the picture.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(width, height)
  }, SIZE)
  await dropOn(page, { files: [path] })
  await expect(page.getByText('4 of 4 pages read.', { exact: true })).toBeVisible({ timeout: 150_000 })
  const points = page.getByRole('list', { name: 'Key points' }).getByRole('listitem')
  expect(await points.count()).toBeGreaterThan(0)
  const cited = points
    .last()
    .getByRole('button', { name: /^p\. \d/u })
    .first()
  await cited.click()
  await expect(page.getByText(/^Word for word on page \d$/u)).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Source' })).toContainText('of 4')
  for (const title of ['3 The boat', '4 The landing stages']) {
    const section = page.getByRole('button', { name: title })
    await section.click()
    await expect(section).toHaveAttribute('aria-expanded', 'true')
  }
  if (process.env.AGATE_SCREENSHOTS === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, 'starter-summary.png') })
})
