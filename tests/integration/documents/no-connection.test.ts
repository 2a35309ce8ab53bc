import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DocumentService } from '../../../electron/documents/document-service.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { docx, epub, paragraph, relations } from '../../support/documents/office-files.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { writeZip } from '../../support/documents/write-zip.ts'

let documents: DocumentService
let connections = 0
const server = createServer((_request, response) => response.end('reached'))
server.on('connection', () => (connections += 1))
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const log = () => undefined
  documents = new DocumentService({ spawn: forkRoom(await buildRoom('room', 'no-connection'), log), log })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const xml = (head: string) => writeZip([{ name: 'word/document.xml', content: `${head}<w:document>&a;</w:document>` }])
const outside = (type: string) => ({
  name: 'word/_rels/document.xml.rels',
  content: relations([{ id: 'x', type, target: address(), external: true }]),
})

describe('A document that names an address where somebody listens', () => {
  it.each<readonly [string, string, () => Uint8Array<ArrayBuffer> | string]>([
    ['as an entity', 'a.docx', () => xml(`<!DOCTYPE l [<!ENTITY a SYSTEM "${address()}">]>`)],
    ['as a parameter entity', 'a.docx', () => xml(`<!DOCTYPE l [<!ENTITY % a SYSTEM "${address()}">%a;]>`)],
    ['as its document type', 'a.docx', () => xml(`<!DOCTYPE l SYSTEM "${address()}">`)],
    ['as its template', 'a.docx', () => docx(paragraph('Text.'), [outside('attachedTemplate')])],
    ['as its picture', 'a.docx', () => docx('<w:drawing><a:blip r:link="x"/></w:drawing>', [outside('image')])],
    ['as a picture of a web page', 'a.html', () => `<html><img src="${address()}"><p>Text.</p>`],
    [
      'as a frame and a refresh',
      'a.html',
      () => `<html><meta http-equiv=refresh content="0;url=${address()}"><iframe src="${address()}"></iframe>Text.`,
    ],
    [
      'in an e-book',
      'a.epub',
      () => epub([`<html><link rel="stylesheet" href="${address()}"/><p>Text.</p></html>`], [0]),
    ],
    [
      'to see who reads a mail',
      'a.eml',
      () => `From: a@example.org\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<img src="${address()}">Text.`,
    ],
    [
      'to open with',
      'a.pdf',
      () => writePdf([textPage(['Text.'])], { catalogue: `/OpenAction << /S /URI /URI (${address()}) >>` }),
    ],
    [
      'to send itself to',
      'a.pdf',
      () => writePdf([textPage(['Text.'])], { page: `/AA << /O << /S /SubmitForm /F (${address()}) >> >>` }),
    ],
    ['as its template', 'a.rtf', () => String.raw`{\rtf1 {\*\template ` + address() + '}Text.}'],
  ])('%s (%s) connects to nobody', async (_, name, make) => {
    const content = make()
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const read = await documents.readDocument({ name, bytes })
    if (read.ok) expect(read.value.pages).toHaveLength(1)
    else expect(read.error.code).toBe('dangerous')
    expect(connections).toBe(0)
  })

  it('would have been told apart from one that does', async () => {
    await fetch(address())
    expect(connections).toBe(1)
  })
})
