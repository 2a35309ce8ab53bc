import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { never } from '../../support/chat-under-test.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startQuestions } from '../../support/questions-under-test.ts'

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
