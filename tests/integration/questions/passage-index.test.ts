import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { never } from '../../support/chat-under-test.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startQuestions } from '../../support/questions-under-test.ts'

type Started = ReturnType<typeof startQuestions>

const page = (sentence: string) => Array.from({ length: 250 }, (_, at) => sentence.replace('#', `${at}`)).join(' ')

it('The index holds places of the text that is there when a page is replaced while that is read', async () => {
  const before = readDocument('scan.pdf', [page('Row # is noise.'), page('Bed # has roses and is watered.')])
  const { index, passages, documents, ids } = startQuestions([before])
  const id = ids[0]?.id ?? ''
  index.update()
  // By now the first passages were made, and none of them is written.
  await setImmediate()
  const [recognised] = readDocument('scan.pdf', [page('Fee # was raised to nine euros in the spring.')]).pages
  if (recognised === undefined) throw new Error('No page')
  documents.replacePage(id, recognised)
  await index.settled(never)
  expect(passages.isComplete(id)).toBe(true)
  const places = passages.beginnings([id], 100).flatMap(({ sentences }) => sentences)
  const texts = places.map(({ page, from, to }) => documents.page(id, page)?.text.slice(from, to) ?? '')
  expect(texts.filter((text) => text.startsWith('Fee '))).not.toEqual([])
  expect(texts.filter((text) => !/^(?:Fee|Bed) \d+ [a-z ]+\.$/u.test(text))).toEqual([])
})

/** The texts of all passages of a document, in order. */
function indexed({ passages, documents }: Started, id: string): string[][] {
  const textOf = (number: number) => documents.page(id, number)?.text ?? ''
  return passages
    .beginnings([id], 10_000)
    .map(({ sentences }) => sentences.map(({ page, from, to }) => textOf(page).slice(from, to)))
}

/** Every sentence of its pages that is not in a passage. */
function missing(started: Started, id: string, pages: number): string[] {
  const found = new Set(indexed(started, id).flat())
  const all = Array.from({ length: pages }, (_, at) => started.documents.page(id, at + 1)?.text ?? '')
  return all.flatMap((text) => text.match(/[A-Z][^.]*\./gu) ?? []).filter((sentence) => !found.has(sentence))
}

function replace({ documents }: Started, id: string, number: number, text: string): void {
  const [recognised] = readDocument('scan.pdf', [text]).pages
  if (recognised === undefined) throw new Error('No page')
  documents.replacePage(id, { ...recognised, page: number })
}

const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name} ${at} is the line of a page that was read.`).join(' ')

async function longDocument(pages: number, linesOfPage: number): Promise<Started & { readonly id: string }> {
  const texts = Array.from({ length: pages }, (_, at) => lines(`Old ${at + 1}`, linesOfPage))
  const started = startQuestions([readDocument('scan.pdf', texts)])
  await Promise.all(started.ids.map(({ kept }) => kept))
  return { ...started, id: started.ids[0]?.id ?? '' }
}

it('A question finds all text of a document whose pages are replaced all the while', async () => {
  const started = await longDocument(60, 40)
  const { index, passages, id } = started
  for (let question = 1; question <= 4; question += 1) {
    const end = new AbortController()
    const settled = index.settled(never).then(() => end.abort())
    for (let tick = 0; tick < 600; tick += 1) {
      await setImmediate()
      if (end.signal.aborted) break
      if (tick % 20 === 5) replace(started, id, (tick % 60) + 1, lines(`New ${question} ${tick}`, 40))
    }
    await settled
    expect(passages.isComplete(id)).toBe(true)
    expect(missing(started, id, 60)).toEqual([])
    replace(started, id, question * 10, lines(`New ${question}`, 40))
  }
})

it.each([
  ['shorter than a passage', 2],
  ['as long as some passages', 40],
])('Passages around replaced pages that are %s are as if the document had been read so', async (_length, count) => {
  const started = await longDocument(30, count)
  const { index, passages, id } = started
  await index.settled(never)
  for (const number of [1, 30, 14, 16, 15, 3, 2, 28]) {
    replace(started, id, number, number === 3 ? '' : lines(`New ${number}`, count))
    expect(missing(started, id, 30)).not.toEqual([])
    if (number === 16) continue
    await index.settled(never)
    expect(passages.isComplete(id)).toBe(true)
    expect(missing(started, id, 30)).toEqual([])
  }
  const found = indexed(started, id)
  const firsts = found.map(([first]) => first)
  expect(new Set(firsts).size).toBe(found.length)
  const kept = found.flat().filter((text) => !/^(?:Old|New) \d+ \d+ is the line of a page that was read\.$/u.test(text))
  expect(kept).toEqual([])
  // What stands at a border is in one piece somewhere, also where passages were made again.
  for (const [at, next] of found.slice(1).entries()) expect(found[at]).toContain(next[0])
})

it('Passages far from a replaced page stay as they are', async () => {
  const texts = Array.from({ length: 30 }, (_, at) => lines(`Old ${at + 1}`, 40))
  // The other one is indexed last: what is made again has ids after its own.
  const started = startQuestions([readDocument('scan.pdf', texts), readDocument('other.pdf', ['The library is open.'])])
  const { index, passages } = started
  const id = started.ids[0]?.id ?? ''
  await index.settled(never)
  const ids = () => passages.beginnings([id], 10_000).map((passage) => passage.id)
  const before = ids()
  replace(started, id, 15, lines('New', 40))
  await index.settled(never)
  const after = new Set(ids())
  expect(before.filter((passage) => !after.has(passage)).length).toBeLessThan(before.length / 5)
})

it('All pages of a document that were recognised since it was indexed are found', async () => {
  const started = startQuestions([
    readDocument(
      'scan.pdf',
      Array.from({ length: 30 }, () => null),
    ),
  ])
  const { index, passages, id } = { ...started, id: started.ids[0]?.id ?? '' }
  await index.settled(never)
  expect(passages.isComplete(id)).toBe(true)
  replace(started, id, 12, lines('New 12', 40))
  await index.settled(never)
  expect(missing(started, id, 30)).toEqual([])
  for (let number = 1; number <= 30; number += 1) replace(started, id, number, lines(`New ${number}`, 40))
  await index.settled(never)
  expect(passages.isComplete(id)).toBe(true)
  expect(missing(started, id, 30)).toEqual([])
})

it('A table of contents is found no more once other text was recognised, and again once that is gone', async () => {
  const contents = ['Opening hours', 'Membership', 'Fees', 'Books', 'The head']
    .map((title, at) => `${title} ${'. '.repeat(20)}${at + 2}`)
    .join('\n')
  const started = startQuestions([readDocument('scan.pdf', [contents, null])])
  const { index, passages, id } = { ...started, id: started.ids[0]?.id ?? '' }
  const isFound = async () => {
    await index.settled(never)
    return passages.isComplete(id) && passages.search([id], ['membership'], 8).length > 0
  }
  expect(await isFound()).toBe(true)
  replace(started, id, 2, 'The library is open all day.')
  expect(await isFound()).toBe(false)
  replace(started, id, 2, '')
  expect(await isFound()).toBe(true)
})
