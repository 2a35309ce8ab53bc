import { expect, it } from 'vitest'
import { DocumentService } from '../../../electron/documents/document-service.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { png } from '../../support/documents/image-files.ts'
import { paintedText } from '../../support/documents/painted-text.ts'

const WORDS = 'More than twenty letters stand beside it.'
const SENTENCE = 'The tenant keeps the rooms clean and pays for water.'

it('Letters of pictures inside a web page, a text and a mail are recognised, after what stands beside them', async () => {
  const room = await buildRoom('room')
  const service = new DocumentService({ spawn: forkRoom(room, () => undefined), log: () => undefined })
  const picture = Buffer.from(png(await paintedText([SENTENCE])))
  const base64 = picture.toString('base64')
  const mail =
    'From: ada@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n' +
    `<p>${WORDS}<img src="cid:1@x">\n--b\nContent-Type: image/png\nContent-ID: <1@x>\nContent-Transfer-Encoding: base64\n\n${base64}\n--b--\n`
  const files = [
    ['a.html', `<html><p>${WORDS}<p><img src="data:image/png;base64,${base64}">`],
    ['a.rtf', `{\\rtf1 ${WORDS}\\par {\\pict\\pngblip ${picture.toString('hex')}}}`],
    ['a.eml', mail],
  ] as const
  for (const [name, text] of files) {
    const bytes = new TextEncoder().encode(text)
    const read = await service.readDocument({ name, bytes })
    if (!read.ok) throw new Error(read.error.message)
    const signal = new AbortController().signal
    const options = { languages: ['eng'] as const, signal, onProgress: () => undefined, onPage: () => undefined }
    const recognised = await service.recognise(read.value, bytes, options)
    if (!recognised.ok) throw new Error(recognised.error.message)
    const [page] = recognised.value.pages
    expect([page?.verdict, page?.text.includes(WORDS), page?.text.endsWith(SENTENCE)]).toEqual(['ocr', true, true])
  }
  service.close()
})
