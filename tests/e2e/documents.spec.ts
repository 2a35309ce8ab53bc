import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { callBridge } from './support/bridge.ts'
import { ChatPage } from './support/chat-page.ts'
import { dropOn } from './support/drop-files.ts'
import { writePaper } from './support/papers.ts'
import { tinyModels } from './support/tiny-models.ts'

const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }

test('a PDF that is dropped on the window becomes a conversation with its summary', async ({ agate }, info) => {
  const { page } = await agate.open({ settings })
  await dropOn(page, { files: [writePaper(info.outputPath('paper.pdf'))] })
  await expect(new ChatPage(page).conversations).toHaveText(/The bridge/u)
  await expect.poll(() => agate.database.summaries()).toEqual([{ state: 'done' }])
  expect(agate.database.attachments()).toMatchObject([{ name: 'paper.pdf', state: 'ready' }])
})

test('the bytes of a document are served for drawing, and nothing else is', async ({ agate }, info) => {
  const { page } = await agate.open({ settings })
  await dropOn(page, { files: [writePaper(info.outputPath('paper.pdf'))] })
  await expect.poll(() => agate.database.attachments()).toMatchObject([{ state: 'ready' }])
  const [id = ''] = agate.database.documents()
  const get = (path: string, range?: string) =>
    page.evaluate(
      async ([address, wanted]) => {
        const response = await fetch(address, wanted === undefined ? {} : { headers: { range: wanted } })
        return [response.status, (await response.text()).slice(0, 8)]
      },
      [path, range] as const,
    )
  expect(await get(`/documents/${id}`)).toEqual([200, '%PDF-1.7'])
  expect(await get(`/documents/${id}`, 'bytes=1-3')).toEqual([206, 'PDF'])
  for (const path of ['/documents/00000000-0000-4000-8000-000000000000', '/documents/..%2fagate.db']) {
    expect((await get(path))[0]).toBe(404)
  }
  agate.takeProblems()
})

test('a file that a desktop hands over opens in the Agate that is open', async ({ agate }, info) => {
  const { page } = await agate.open({ settings })
  const { code } = await agate.run([writePaper(info.outputPath('handed over.pdf'))])
  expect(code).toBe(0)
  await expect(new ChatPage(page).conversations).toHaveText(/The bridge/u)
})

test('a document that Agate is started with is on view', async ({ agate }, info) => {
  const { page } = await agate.open({ settings, args: [writePaper(info.outputPath('First paper.pdf'))] })
  await expect(page.getByRole('heading', { name: 'The bridge', level: 2 })).toBeVisible()
})

test('a document that Agate is started with, and one that the desktop opens later, are both taken in', async ({
  agate,
}, info) => {
  const first = writePaper(info.outputPath('first.pdf'), { title: 'The first' })
  const { app, page } = await agate.open({ settings, args: [first] })
  const { conversations } = new ChatPage(page)
  await expect(conversations).toHaveText(/The first/u)
  // As macOS tells of it.
  const later = writePaper(info.outputPath('later.pdf'), { title: 'The second' })
  await app.evaluate(
    ({ app: electron }, path) => electron.emit('open-file', { preventDefault: () => undefined }, path),
    later,
  )
  await expect(conversations).toHaveText([/The second/u, /The first/u])
  await expect(page.getByRole('heading', { name: 'The second', level: 2 })).toBeVisible()
})

test('an address or a text that is dropped loads nothing and takes nothing in as a file', async ({ agate }) => {
  const { page } = await agate.open({ settings })
  const before = page.url()
  await dropOn(page, { text: 'https://example.org/paper.pdf' })
  await dropOn(page, { text: 'Only some words' })
  await expect(new ChatPage(page).composer).toBeVisible()
  expect(page.url()).toBe(before)
  expect(agate.database.attachments()).toEqual([])
})

test('kill -9 in the middle of a summary: it goes on by itself, and no part is read twice', async ({ agate }, info) => {
  const scenario = { replies: [{ tokens: { repeat: '- The bridge. [1]\n', times: 12 }, delayMs: 40 }] }
  const { app, page } = await agate.open({ scenario, settings })
  await dropOn(page, { files: [writePaper(info.outputPath('paper.pdf'), { pages: 40 })] })
  await expect.poll(() => agate.database.notes().length).toBeGreaterThanOrEqual(2)
  const closed = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await closed
  agate.takeProblems()
  const kept = agate.database.notes()
  expect(agate.database.summaries()).toEqual([{ state: 'running' }])
  expect(agate.database.integrity()).toEqual(['ok', []])

  const next = await agate.open()
  await expect.poll(() => agate.database.summaries(), { timeout: 120_000 }).toEqual([{ state: 'done' }])
  const [document] = agate.database.documents()
  const view = (await callBridge(next.page, 'documents', 'summary', { documentId: document })) as {
    value: { summary: { tokens: { reused: number }; complete: boolean } }
  }
  expect(view.value.summary.complete).toBe(true)
  // Rows that are written again get another text; those from before are as they were.
  expect(agate.database.notes().slice(0, kept.length)).toEqual(kept)
  expect(view.value.summary.tokens.reused).toBeGreaterThan(0)
})
