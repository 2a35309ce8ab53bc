import { ok } from '../../shared/result.ts'
import { openReport } from './support/document-scenes.ts'
import { finishedJob } from './support/water-report.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

const overlay = { name: 'Drop documents' } as const

test('a drag says kinds and numbers, and what cannot be read, before the drop', async ({ agate }) => {
  await agate.load()
  await agate.drag(['a.pdf', 'b.pdf', 'c.docx', 'd.mp4'])
  const kinds = agate.page.getByRole('dialog', overlay).getByRole('list', { name: 'What is being dragged' })
  await expect(kinds.getByRole('listitem')).toHaveText(['2 PDF', '1 Word document', '1 video, cannot be read'])
  await expect(agate.page.getByText('a.pdf')).toHaveCount(0)
})

test('without an open conversation there is one place to drop, and each document gets a conversation', async ({
  agate,
}) => {
  await agate.load()
  const drop = await agate.drag(['a.pdf', 'b.pdf'])
  await expect.poll(() => agate.methods.documents.expect.calls).toHaveLength(1)
  const zones = agate.page.getByRole('dialog', overlay).getByRole('region')
  await expect(zones).toHaveCount(1)
  await drop()
  await expect
    .poll(() => agate.methods.documents.add.calls)
    .toEqual([{ conversationId: null, documents: [{ path: '/dropped/a.pdf' }, { path: '/dropped/b.pdf' }] }])
  await expect(agate.page.getByText('Waiting: a.pdf')).toBeVisible()
  await expect(agate.page.getByRole('dialog', overlay)).toHaveCount(0)
})

test('the lower place adds to the open conversation', async ({ agate }) => {
  const { id } = agate.world.add('Interest', [question('Q'), answer('A')])
  await agate.load()
  await agate.open('Interest')
  await agate.drag(['a.pdf'])
  const here = agate.page.getByRole('region', { name: 'Add to “Interest”' })
  const transfer = await agate.page.evaluateHandle(() => {
    const made = new DataTransfer()
    made.items.add(new File(['content'], 'a.pdf', { type: 'application/pdf' }))
    return made
  })
  await here.dispatchEvent('dragover', { dataTransfer: transfer })
  await here.dispatchEvent('drop', { dataTransfer: transfer })
  await expect.poll(() => agate.methods.documents.add.calls.at(0)?.conversationId).toBe(id)
  await expect(agate.page.getByText('Waiting: a.pdf')).toBeVisible()
  await expect(agate.answer).toHaveText('A')
})

test('leaving the window with a drag puts everything back', async ({ agate }) => {
  await agate.load()
  await agate.drag(['a.pdf'])
  await agate.page.dispatchEvent('.veil', 'dragleave')
  await expect(agate.page.getByRole('dialog', overlay)).toHaveCount(0)
})

test('a text is said not to be a document and goes into the message', async ({ agate }) => {
  await agate.load()
  const transfer = await agate.page.evaluateHandle(() => {
    const made = new DataTransfer()
    made.setData('text/plain', 'A sentence from elsewhere')
    return made
  })
  await agate.page.dispatchEvent('#messages', 'dragenter', { dataTransfer: transfer })
  await expect(agate.page.getByRole('dialog', overlay)).toContainText('Text, not a document')
  await agate.page.dispatchEvent('.veil .zone', 'drop', { dataTransfer: transfer })
  await expect(agate.composer).toHaveValue('A sentence from elsewhere')
  await expect(agate.page.getByText('Text is not a document, so it is in the message now.')).toBeVisible()
})

test('an address is said not to be a document, and nothing is opened', async ({ agate }) => {
  await agate.load()
  const transfer = await agate.page.evaluateHandle(() => {
    const made = new DataTransfer()
    made.setData('text/uri-list', 'https://example.org/report.pdf')
    return made
  })
  await agate.page.dispatchEvent('#messages', 'dragenter', { dataTransfer: transfer })
  await expect(agate.page.getByRole('dialog', overlay)).toContainText('An address, not a document')
  await agate.page.dispatchEvent('.veil .zone', 'drop', { dataTransfer: transfer })
  await expect(agate.composer).toHaveValue('')
  expect(agate.methods.documents.add.calls).toEqual([])
})

test('a drag that began in the window is no drop of a document', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('Some words to select')])
  await agate.load()
  await agate.open('A')
  const transfer = await agate.page.evaluateHandle(() => {
    const made = new DataTransfer()
    made.setData('text/plain', 'words')
    return made
  })
  await agate.page.dispatchEvent('body', 'dragstart', { dataTransfer: transfer })
  await agate.page.dispatchEvent('#messages', 'dragenter', { dataTransfer: transfer })
  await expect(agate.page.getByRole('dialog', overlay)).toHaveCount(0)
})

test('the paperclip, Ctrl O and the menu open the system’s dialog', async ({ agate }) => {
  await agate.load()
  await agate.page.getByRole('button', { name: 'Attach documents (Ctrl O)' }).click()
  await expect(agate.page.getByText('Waiting: chosen.pdf')).toBeVisible()
  agate.methods.documents.choose.handle(() => ok(null))
  await agate.page.keyboard.press('Control+O')
  await expect.poll(() => agate.methods.documents.choose.calls.length).toBe(2)
  await agate.methods.app.command.emit({ name: 'open-documents' })
  await expect.poll(() => agate.methods.documents.choose.calls.length).toBe(3)
  await expect(agate.page.getByText('Waiting: chosen.pdf')).toBeVisible()
})

test('what was typed for a new chat goes along to the conversation that its document makes', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('About rent?')
  await agate.page.keyboard.press('Control+O')
  await expect(agate.page.getByText('Waiting: chosen.pdf')).toBeVisible()
  await expect(agate.composer).toHaveValue('About rent?')
  await agate.page.keyboard.press('Control+N')
  await expect(agate.composer).toHaveValue('')
  await agate.world.changed(agate.desk.attachments.at(0)?.conversationId ?? '')
  await agate.open('chosen.pdf')
  await expect(agate.composer).toHaveValue('About rent?')
})

test('what was typed for a new chat stays there when documents make several conversations', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('About rent?')
  const drop = await agate.drag(['a.pdf', 'b.pdf'])
  await drop()
  await expect(agate.page.getByText('Waiting: a.pdf')).toBeVisible()
  await expect(agate.composer).toHaveValue('')
  await agate.page.keyboard.press('Control+N')
  await expect(agate.composer).toHaveValue('About rent?')
})

test('files that are pasted become documents, those without a path by their bytes', async ({ agate }) => {
  await agate.load()
  await agate.page.evaluate(() => {
    Object.defineProperty(Reflect.get(window, 'agate'), 'pathOf', { value: () => '' })
    const copied = new DataTransfer()
    copied.items.add(new File(['text'], 'note.txt', { type: 'text/plain' }))
    const paste = new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true })
    document.getElementById('message')?.dispatchEvent(paste)
  })
  await expect
    .poll(() => agate.methods.documents.add.calls)
    .toEqual([{ conversationId: null, documents: [{ name: 'note.txt', bytes: Buffer.from('text') }] }])
})

test('what was not taken of a drop is said', async ({ agate }) => {
  agate.desk.remarks = ['d.mp4 is a video and was not taken.']
  await agate.load()
  const drop = await agate.drag(['a.pdf', 'd.mp4'])
  await drop()
  await expect(agate.page.getByText('d.mp4 is a video and was not taken.')).toBeVisible()
})

test('a document is taken out of its conversation at once, and comes back with Undo', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'Take water-report-2025.pdf out of this conversation' }).click()
  await expect(agate.page.getByRole('heading', { level: 2, name: 'Annual Water Report 2025' })).toHaveCount(0)
  await agate.page.getByRole('button', { name: 'Undo' }).click()
  await expect(agate.page.getByRole('heading', { level: 2, name: 'Annual Water Report 2025' })).toBeVisible()
})

test('a conversation without documents asks nothing about any', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.open('A')
  await expect(agate.answer).toHaveText('A')
  expect(agate.methods.documents.list.calls).toEqual([])
})
