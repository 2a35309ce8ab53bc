import { openReport } from './support/document-scenes.ts'
import { finishedJob, report } from './support/water-report.ts'
import { expect, test } from './support/window.ts'

test('why recognising ended is said above the text that is there, with the way to start again', async ({ agate }) => {
  const [attached] = await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'Read them with OCR' }).click()
  await agate.desk.change(attached?.id ?? '', { progress: { done: 0, total: 2 } })
  await expect(page.getByText('Text is being recognised: 0 of 2.')).toBeVisible()
  const problem = { code: 'password-needed', message: 'It is locked, so its pictures cannot be read.' }
  await agate.desk.change(attached?.id ?? '', { progress: null, problem })
  await expect(page.getByRole('alert')).toHaveText(problem.message)
  await expect(page.getByText('The network lost less water')).toBeVisible()
  await page.getByRole('button', { name: 'Read them with OCR' }).click()
  await expect.poll(() => agate.methods.documents.recognise.calls.length).toBe(2)
})

test('the password that opened a document also opens it for recognising', async ({ agate }) => {
  const [attached] = await openReport(agate, { attachments: [{ document: null, state: 'locked' }] })
  const { page } = agate
  const field = page.getByLabel('Password of water-report-2025.pdf')
  await field.fill('secret')
  await field.press('Enter')
  await agate.desk.change(attached?.id ?? '', { state: 'ready', document: report() })
  await page.getByRole('button', { name: 'Read them with OCR' }).click()
  await expect.poll(() => agate.methods.documents.recognise.calls).toEqual([{ id: attached?.id, password: 'secret' }])
})
