import { err, ok } from '../../shared/result.ts'
import { openReport } from './support/document-scenes.ts'
import { finishedJob, LOSSES, report, REPORT_ID, reportBytes, summary } from './support/water-report.ts'
import { expect, test } from './support/window.ts'

const source = { name: 'Source' } as const

test('clicking a citation moves its row, the frame of the strip and the page together', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const panel = page.getByRole('complementary', source)
  await expect(panel).toContainText('Page 12 of 64')
  await expect(panel).toContainText(LOSSES)
  const rows = page.getByRole('list', { name: 'Key points' }).getByRole('listitem')
  await expect(rows.nth(0)).toHaveAttribute('aria-current', 'location')
  await expect(page.locator('.strip i.here')).toHaveCount(1)
  await page.getByRole('button', { name: 'p. 41' }).click()
  await expect(panel).toContainText('Page 41 of 64')
  await expect(rows.nth(0)).not.toHaveAttribute('aria-current')
  await expect(rows.nth(3)).toHaveAttribute('aria-current', 'location')
  expect(await page.locator('.strip i').evaluateAll((cells) => cells.findIndex((cell) => cell.matches('.here')))).toBe(
    40,
  )
})

test('a page of a PDF is drawn as it is printed, with the sentence marked across its lines', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const leaf = agate.page.getByRole('group', { name: 'Page 12' })
  await expect(agate.page.getByText('Word for word on page 12')).toBeVisible()
  await expect(leaf.locator('mark')).toHaveCount(2)
  const inked = await leaf.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    return data.filter((value, index) => index % 4 === 0 && value < 100).length
  })
  expect(inked).toBeGreaterThan(1000)
  const [mark, text] = await Promise.all([
    leaf.locator('mark').first().boundingBox(),
    leaf.getByText('Losses from mains laid before 1962').boundingBox(),
  ])
  expect(Math.abs((mark?.x ?? 0) - (text?.x ?? 99))).toBeLessThan(4)
  expect(Math.abs((mark?.y ?? 0) - (text?.y ?? 99))).toBeLessThan(4)
})

test('marking a sentence far down a page scrolls the page, and never the window around it', async ({ agate }) => {
  await agate.page.setViewportSize({ width: 1160, height: 420 })
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const mark = agate.page.getByRole('group', { name: 'Page 12' }).locator('mark').first()
  await expect(agate.page.getByText('Word for word on page 12')).toBeVisible()
  await expect(mark).toBeInViewport()
  expect(await agate.page.locator('.app').boundingBox()).toMatchObject({ y: 0, height: 420 })
  expect(await agate.page.evaluate(() => document.body.scrollHeight)).toBe(420)
})

test('the page is drawn with nothing but what Agate serves itself', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  await expect(agate.page.getByText('Word for word on page 12')).toBeVisible()
  const origin = new URL(agate.page.url()).origin
  const elsewhere = agate.requests.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'))
  expect(elsewhere).toEqual([])
})

test('“word for word” is only said when the sentence was found so', async ({ agate }) => {
  const job = finishedJob()
  const [first, ...rest] = job.summary?.points ?? []
  if (!first || !job.summary) throw new Error('There is no point')
  const made = { ...first, citations: [{ page: 12, quote: 'Losses rose to 90 per cent of supply.' }] }
  await openReport(agate, { job: { ...job, summary: { ...job.summary, points: [made, ...rest] } } })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const panel = agate.page.getByRole('complementary', source)
  await expect(panel.getByText('Not found word for word on page 12')).toBeVisible()
  await expect(panel.locator('mark')).toHaveCount(0)
})

test('another kind of document is shown as its text, with the sentence marked', async ({ agate }) => {
  const document = report({ kind: 'docx', name: 'water.docx', drawable: false })
  await openReport(agate, { attachments: [{ document }], job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const panel = agate.page.getByRole('complementary', source)
  await expect(panel.locator('mark')).toHaveText(LOSSES)
  await expect(panel.getByText('Word for word on page 12')).toBeVisible()
})

test('a PDF whose bytes are gone shows its text instead', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  agate.served.delete(`/documents/${REPORT_ID}`)
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const panel = agate.page.getByRole('complementary', source)
  await expect(panel.getByText('cannot be drawn')).toBeVisible()
  await expect(panel.locator('mark')).toHaveText(LOSSES)
  agate.takeProblems()
})

test('a page of a locked PDF asks for the password once, says when it is wrong, and is drawn with the right one', async ({
  agate,
}) => {
  const locked = { lock: 'aes-128', userPassword: 'opensesame', ownerPassword: 'owner' } as const
  await openReport(agate, { job: finishedJob() })
  agate.served.set(`/documents/${REPORT_ID}`, Buffer.from(reportBytes(locked)))
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const panel = page.getByRole('complementary', source)
  const password = panel.getByRole('textbox', { name: 'Password of water-report-2025.pdf' })
  await expect(panel).toContainText('Agate forgets it when its window closes')
  await password.fill('sesame')
  await password.press('Enter')
  await expect(panel.getByRole('alert')).toHaveText('That password does not open it. Check it and enter it again.')
  await expect(password).toBeFocused()
  await page.keyboard.type('opensesame')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('Word for word on page 12')).toBeVisible()
  await expect(panel.locator('mark')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'p. 41' }).click()
  await expect(panel.getByText('Word for word on page 41')).toBeVisible()
  await expect(password).toHaveCount(0)
})

test('a page of a locked PDF is shown as its text where that will do', async ({ agate }) => {
  const locked = { lock: 'aes-256', userPassword: 'opensesame', ownerPassword: 'owner' } as const
  await openReport(agate, { job: finishedJob() })
  agate.served.set(`/documents/${REPORT_ID}`, Buffer.from(reportBytes(locked)))
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  const panel = agate.page.getByRole('complementary', source)
  await panel.getByRole('button', { name: 'Show its text' }).click()
  await expect(panel.getByText('The page is locked, so its text is shown.')).toBeVisible()
  await expect(panel.locator('mark')).toHaveText(LOSSES)
})

test('a page that is recognised while it is looked at shows its new text', async ({ agate }) => {
  const withPage13 = (verdict: 'no-text' | 'ocr') =>
    report({ drawable: false, pages: report().pages.map((page) => (page.page === 13 ? { ...page, verdict } : page)) })
  agate.desk.texts[13] = 'Copy 7'
  const [attached] = await openReport(agate, { attachments: [{ document: withPage13('no-text') }], job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const panel = page.getByRole('complementary', source)
  await panel.getByRole('button', { name: 'Next page' }).click()
  await expect(panel).toContainText('Copy 7')
  agate.desk.texts[13] = 'The mains were laid in 1962.'
  await agate.desk.change(attached?.id ?? '', { document: withPage13('ocr') })
  await expect(panel).toContainText('The mains were laid in 1962.')
})

test('[ and ] go through the citations, but not while something is typed', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const panel = page.getByRole('complementary', source)
  await page.keyboard.press(']')
  await expect(panel).toContainText('Page 19 of 64')
  await page.keyboard.press('[')
  await page.keyboard.press('[')
  await expect(panel).toContainText('Page 55 of 64')
  await agate.composer.focus()
  await page.keyboard.press(']')
  await expect(agate.composer).toHaveValue(']')
  await expect(panel).toContainText('Page 55 of 64')
})

test('pages are turned, made larger and smaller, and the file is shown in its folder', async ({ agate }) => {
  const [attached] = await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const panel = page.getByRole('complementary', source)
  await panel.getByRole('button', { name: 'Next page' }).click()
  await expect(panel).toContainText('Page 13 of 64')
  await expect(panel.getByText('Section 13')).toBeVisible()
  const width = () => panel.locator('.leaf').evaluate((leaf) => leaf.getBoundingClientRect().width)
  const fitting = await width()
  await panel.getByRole('button', { name: 'Larger' }).click()
  await expect.poll(width).toBeGreaterThan(fitting)
  await panel.getByRole('button', { name: 'Show the file in its folder' }).click()
  expect(agate.methods.documents.reveal.calls).toEqual([{ id: attached?.id }])
})

test('a document is opened in another program, and it is said when that is not the file itself, or not possible', async ({
  agate,
}) => {
  const [attached] = await openReport(agate, { job: finishedJob() })
  const { page, methods } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  const open = page.getByRole('button', { name: 'Open in another program' })
  await open.click()
  await expect.poll(() => methods.documents.open.calls).toEqual([{ id: attached?.id }])
  methods.documents.open.handle(() => ok({ isCopy: true }))
  await open.click()
  await expect(page.getByText('The file has moved or changed, so this is the copy that Agate read.')).toBeVisible()
  methods.documents.open.handle(() => err('file-changed', '“report.pdf” has changed since it was read.'))
  await open.press('Enter')
  await expect(page.getByText('“report.pdf” has changed since it was read.')).toBeVisible()
  await expect(open).toBeFocused()
})

test('the quote is copied with its page, and Esc closes the source', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.getByRole('button', { name: 'p. 12' }).click()
  await page.getByRole('button', { name: 'Copy the quote with its page' }).click()
  await expect.poll(() => agate.clipboard()).toBe(`“${LOSSES}” (Annual Water Report 2025, Page 12)`)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', source)).toHaveCount(0)
})

test('F6 reaches the source too', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  await agate.composer.focus()
  await agate.page.keyboard.press('F6')
  await expect(agate.page.getByRole('complementary', source)).toBeFocused()
})

test('where three columns do not fit the source takes the place of the sidebar', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.setViewportSize({ width: 1000, height: 800 })
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' })
  await expect(sidebar).toBeVisible()
  await page.getByRole('button', { name: 'p. 12' }).click()
  await expect(sidebar).toHaveCount(0)
  await page.keyboard.press('Control+B')
  await expect(sidebar).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', source)).toHaveCount(0)
  await expect(sidebar).toBeVisible()
})

test('in a narrow window the sentence stands over the composer, and its page can be opened', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.setViewportSize({ width: 720, height: 832 })
  await page.getByRole('button', { name: 'p. 12' }).click()
  const card = page.getByRole('region', source)
  await expect(card).toContainText(LOSSES)
  await expect(card).toContainText('Word for word')
  await card.getByRole('button', { name: 'Open the page' }).click()
  const panel = page.getByRole('complementary', source)
  await expect(panel.getByText('Word for word on page 12')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('another conversation closes the source', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  await agate.open('Reply to the landlord')
  await expect(agate.page.getByRole('complementary', source)).toHaveCount(0)
})

test('what a gist rests on is one click away', async ({ agate }) => {
  const gistCitations = [
    { page: 12, quote: 'Losses fell to 14 per cent.' },
    { page: 41, quote: 'The board asks for £38 million.' },
  ]
  await openReport(agate, { job: finishedJob({ summary: summary({ gistCitations }) }) })
  const cites = agate.page.locator('.gist').getByRole('button')
  await expect(cites).toHaveText(['p. 12', 'p. 41'])
  await cites.nth(1).click()
  await expect(cites.nth(1)).toHaveAttribute('aria-pressed', 'true')
})
