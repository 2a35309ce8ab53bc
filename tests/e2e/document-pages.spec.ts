import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textPage, writePdf } from '../support/documents/write-pdf.ts'
import { callBridge } from './support/bridge.ts'
import { expect, test } from './support/agate.ts'

const scenario = { replies: [{ tokens: ['Hello'] }] }

test('a page of a PDF is drawn from the kept bytes, under the policy of the page, also after the file is gone', async ({
  agate,
}) => {
  const { page } = await agate.open({ scenario })
  const path = join(agate.home, 'letter.pdf')
  writeFileSync(path, writePdf([textPage(['Dear Ada,'])], { title: 'A letter to Ada' }))
  await callBridge(page, 'documents', 'add', { conversationId: null, documents: [{ path }] })
  await page.getByRole('list', { name: 'Conversations' }).getByText('A letter to Ada').click()
  rmSync(path)
  await page.getByRole('slider', { name: 'Page to open with Enter' }).press('Enter')
  const leaf = page.getByRole('group', { name: 'Page 1' })
  await expect(leaf).toHaveAttribute('aria-busy', 'false')
  await expect(leaf.getByText('Dear Ada,')).toBeVisible()
  const dark = await leaf.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    return data.filter((value, index) => index % 4 === 0 && value < 100).length
  })
  expect(dark).toBeGreaterThan(100)
  await expect(page.getByText('cannot be drawn')).toHaveCount(0)
})
