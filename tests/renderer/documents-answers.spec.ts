import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import { openReport } from './support/document-scenes.ts'
import { finishedJob, report, REPORT_ID } from './support/water-report.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

const QUOTE = 'Of this sum £12.5 million was granted in March.'
const NOT_FOUND = 'Not found in this document. All 62 pages with text were searched.'
const cite = (page: number, quote = QUOTE, documentId = REPORT_ID) => ({ documentId, page, quote })

function from(change: Partial<DocumentAnswer> = {}): DocumentAnswer {
  return {
    ...{ citations: [cite(42)], from: 'passages', found: true, scanOffered: false },
    searched: 'All 62 pages with text were searched.',
    ...change,
  }
}

test('a citation in an answer is a button that opens the page, and code keeps its brackets', async ({ agate }) => {
  const text = 'It is £12.5 million. [1] The rest depends. [1]\n\n`list[1]`, \\[1\\] and [2] stay.'
  await openReport(agate, {
    job: finishedJob(),
    messages: [question('How much?'), answer(text, { fromDocuments: from() })],
  })
  const chips = agate.answer.getByRole('button')
  await expect(chips).toHaveText(['p. 42', 'p. 42'])
  await expect(agate.answer.locator('code')).toHaveText('list[1]')
  await expect(agate.answer).toContainText('list[1], [1] and [2] stay.')
  await chips.first().click()
  await expect(agate.page.getByRole('complementary', { name: 'Source' })).toContainText('Page 42 of 64')
  await expect(chips.first()).toHaveAttribute('aria-pressed', 'true')
  await expect(chips.first()).toHaveAttribute('title', `“${QUOTE}”`)
})

test('a citation is a button from the moment it is written', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const turn = await agate.ask('How much?')
  await turn.stream.frame({ fromDocuments: from() })
  await turn.write('It is £12.5 million. [1]')
  await expect(agate.answer.getByRole('button')).toHaveText('p. 42')
  await turn.end()
})

test('a question that is asked while its document is read says what it waits for, and how far that is', async ({
  agate,
}) => {
  const [attachment] = await openReport(agate, {
    attachments: [{ state: 'reading', document: null, progress: { done: 13, total: 64 } }],
  })
  const turn = await agate.ask('How much?')
  const waiting = agate.answers.last().locator('.pending')
  await expect(waiting).toHaveText('Waiting until “water-report-2025.pdf” is read: 13 of 64 pages')
  await agate.desk.change(attachment?.id ?? '', { state: 'ready', progress: null, document: report() })
  await expect(waiting).not.toContainText('Waiting until')
  await turn.write('It is £12.5 million.')
  await turn.end()
})

test('an answer that has nothing to do with documents keeps its brackets', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('See [1].')])
  await agate.load()
  await agate.open('A')
  await expect(agate.answer).toHaveText('See [1].')
  await expect(agate.answer.getByRole('button')).toHaveCount(0)
})

test('what is not in the document is said first, with what was searched and what was not', async ({ agate }) => {
  await openReport(agate, {
    job: finishedJob(),
    messages: [
      question('Who?'),
      answer(`${NOT_FOUND}\n\nNearest is this. [1]`, { fromDocuments: from({ found: false }) }),
    ],
  })
  const { page } = agate
  await expect(page.getByText(NOT_FOUND)).toHaveCount(1)
  await expect(page.getByText('Pages 30 and 31 hold no text. It might be there.')).toBeVisible()
  await page.getByRole('article').getByRole('button', { name: 'Read them with OCR' }).click()
  await expect.poll(() => agate.methods.documents.recognise.calls.length).toBe(1)
})

test('a question that needs every part offers to read them, and asks again so', async ({ agate }) => {
  await openReport(agate, {
    job: finishedJob(),
    messages: [
      question('How many leaks?'),
      answer('At least 408. [1]', { fromDocuments: from({ scanOffered: true }) }),
    ],
  })
  await agate.page.getByRole('button', { name: 'Read every part' }).click()
  const asked = await agate.methods.chat.send.next()
  expect(asked.input).toMatchObject({ text: 'How many leaks?', scan: true })
})

test('an answer says when it comes from the summary', async ({ agate }) => {
  const searched = 'This is from the summary, for which all of its text was read.'
  await openReport(agate, {
    job: finishedJob(),
    messages: [question('What is it about?'), answer('Water.', { fromDocuments: from({ from: 'summary', searched }) })],
  })
  await expect(agate.page.getByText(searched)).toBeVisible()
})

test('citations of several documents say which one', async ({ agate }) => {
  const other = report({
    id: '7a2e3d4b-1c5f-4d6e-9f80-a1b2c3d4e5f6',
    name: 'tender.docx',
    unit: 'part',
    drawable: false,
  })
  const citations = [cite(42), cite(3, 'The lot covers pipes.', other.id)]
  await openReport(agate, {
    attachments: [{}, { document: other }],
    job: finishedJob(),
    messages: [question('Both?'), answer('One [1] and the other [2].', { fromDocuments: from({ citations }) })],
  })
  await expect(agate.answer.getByRole('button')).toHaveText(['water-report-2025.…, p. 42', 'tender.docx, part 3'])
})

test('Ctrl Shift C copies the last answer', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('The answer.')])
  await agate.load()
  await agate.open('A')
  await agate.page.keyboard.press('Control+Shift+C')
  await expect.poll(() => agate.clipboard()).toBe('The answer.')
})
