import { openReport } from './support/document-scenes.ts'
import { finishedJob } from './support/water-report.ts'
import { expect, test } from './support/window.ts'

test('binning the conversation in view closes the source', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 41' }).click()
  await expect(page.getByRole('complementary', { name: 'Source' })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Source' })).toHaveCount(0)
})
