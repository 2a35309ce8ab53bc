import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DocumentDesk } from '../../../electron/documents/document-desk.ts'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { png } from '../../support/documents/image-files.ts'
import { letter } from '../../support/documents/letter.ts'
import { pptx, slidePicture } from '../../support/documents/office-files.ts'
import { paintedText, scanned } from '../../support/documents/painted-text.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
let scan: Uint8Array<ArrayBuffer>
/** Of three pages. */
let long: Uint8Array<ArrayBuffer>
/** Three slides that are pictures. */
let talk: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'desk-recognition'), () => undefined)
  const painted = await paintedText(['The tenant keeps the rooms clean and pays for water.'])
  const page = scanned(painted)
  const slide = { shapes: slidePicture, image: png(painted) }
  talk = pptx([slide, slide, slide])
  scan = writePdf([textPage(['Written as text.']), [page]])
  long = writePdf([[page], [page], [page]])
})

function textOf(desk: DocumentDesk, documentId: string, page: number): string {
  const found = desk.page(documentId, page)
  return found.ok ? found.value.text : ''
}

describe('Recognising a document', () => {
  it('gives it more text, also when its file has gone, and makes its summary anew', async () => {
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, scan)
    const { added, desk, attachments, summaries, summaryState, script } = startDesk({ spawn })
    const [attachment] = await added([path])
    const id = attachment?.id ?? ''
    const documentId = attachment?.document?.id ?? ''
    await until(() => summaryState(documentId) === 'done')
    rmSync(path)
    expect(attachment?.document).toMatchObject({ pages: [{ verdict: 'read' }, { verdict: 'no-text', pictures: true }] })
    expect(await desk.reading.recognise(id)).toEqual({ ok: true, value: undefined })
    expect(desk.list(attachment?.conversationId ?? '')).toMatchObject([{ state: 'ready' }])
    await until(() => attachments.get(id)?.recognise === false)
    expect(desk.page(documentId, 2)).toMatchObject({
      value: { text: expect.stringContaining('pays for water') as string },
    })
    await until(() => summaryState(documentId) === 'done')
    expect(summaries.view(documentId)).toMatchObject({
      value: { summary: { pages: [{ verdict: 'read' }, { verdict: 'ocr' }] } },
    })
    expect(script.read).toContain(2)
  })

  it('keeps each page as soon as it is recognised, and goes on with the others when Agate was ended meanwhile', async () => {
    const folder = tempFolder()
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, long)
    const first = startDesk({ spawn, folder })
    const [attachment] = await first.added([path])
    const documentId = attachment?.document?.id ?? ''
    await first.desk.reading.recognise(attachment?.id ?? '')
    await until(() => textOf(first.desk, documentId, 1).includes('pays for water'))
    const row = 'SELECT seq FROM pages WHERE document_id = ? AND page = 1'
    const kept = first.store.db.prepare(row).pluck().get(documentId)
    await first.close()
    const next = startDesk({ spawn, folder })
    expect(next.attachments.get(attachment?.id ?? '')?.recognise).toBe(true)
    next.desk.wake()
    await until(() => next.attachments.get(attachment?.id ?? '')?.recognise === false)
    expect(textOf(next.desk, documentId, 3)).toContain('pays for water')
    expect(next.store.db.prepare(row).pluck().get(documentId)).toBe(kept)
  })

  it('goes on after a restart with what was pasted, and is nowhere else', async () => {
    const folder = tempFolder()
    const first = startDesk({ spawn, folder })
    const added = await first.desk.add(null, [{ name: 'talk.pptx', bytes: talk }])
    const id = (added.ok && added.value.attachments[0]?.id) || ''
    await until(() => first.attachments.get(id)?.state === 'ready')
    const documentId = first.attachments.get(id)?.documentId ?? ''
    await first.desk.reading.recognise(id)
    await until(() => textOf(first.desk, documentId, 1).includes('pays for water'))
    await first.desk.close()
    await first.desk.purge()
    await first.close()
    const next = startDesk({ spawn, folder })
    await next.desk.purge()
    next.desk.wake()
    await until(() => next.attachments.get(id)?.recognise === false)
    expect(next.attachments.get(id)).toMatchObject({ state: 'ready', problem: null })
    expect(textOf(next.desk, documentId, 3)).toContain('pays for water')
    await next.desk.purge()
    expect(await next.desk.fileOf(id)).toMatchObject({ ok: false, error: { code: 'file-gone' } })
  })

  it('gives way to a document that comes meanwhile, and goes on after it', async () => {
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, long)
    const { added, desk, attachments } = startDesk({ spawn })
    const [attachment] = await added([path])
    await desk.reading.recognise(attachment?.id ?? '')
    expect(await added([letter()])).toMatchObject([{ state: 'ready' }])
    expect(attachments.get(attachment?.id ?? '')?.recognise).toBe(true)
    await until(() => attachments.get(attachment?.id ?? '')?.recognise === false)
    expect(textOf(desk, attachment?.document?.id ?? '', 3)).toContain('pays for water')
  })

  it('is refused where no picture is, and stopped without losing what was read', async () => {
    const { added, desk, attachments } = startDesk({ spawn })
    const [plain] = await added([letter()])
    expect(await desk.reading.recognise(plain?.id ?? '')).toMatchObject({
      ok: false,
      error: { code: 'nothing-to-recognise' },
    })
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, scan)
    const [attachment] = await added([path])
    const id = attachment?.id ?? ''
    await desk.reading.recognise(id)
    desk.reading.stop(id)
    expect(attachments.get(id)).toMatchObject({ state: 'ready', recognise: false })
    expect(desk.page(attachment?.document?.id ?? '', 1)).toMatchObject({ value: { text: 'Written as text.' } })
  })
})
