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
/** A page with text, and three that are pictures. */
let long: Uint8Array<ArrayBuffer>
/** Its only page is a picture, and it opens with “secret”. */
let locked: Uint8Array<ArrayBuffer>
/** Three slides that are pictures. */
let talk: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'desk-recognition'), () => undefined)
  const painted = await paintedText(['The tenant keeps the rooms clean and pays for water.'])
  const page = scanned(painted)
  const slide = { shapes: slidePicture, image: png(painted) }
  talk = pptx([slide, slide, slide])
  scan = writePdf([textPage(['Written as text.']), [page]])
  const encryption = { lock: 'aes-128', userPassword: 'secret', ownerPassword: 'owner' } as const
  locked = writePdf([[page]], { encryption })
  long = writePdf([textPage(['Written as text.']), [page], [page], [page]])
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
    await until(() => textOf(first.desk, documentId, 2).includes('pays for water'))
    const row = 'SELECT seq FROM pages WHERE document_id = ? AND page = 2'
    const kept = first.store.db.prepare(row).pluck().get(documentId)
    await first.close()
    const next = startDesk({ spawn, folder })
    expect(next.attachments.get(attachment?.id ?? '')?.recognise).toBe(true)
    next.desk.wake()
    await until(() => next.attachments.get(attachment?.id ?? '')?.recognise === false)
    expect(textOf(next.desk, documentId, 4)).toContain('pays for water')
    expect(next.store.db.prepare(row).pluck().get(documentId)).toBe(kept)
  })

  it('goes on after a restart with what was pasted, and is nowhere else', async () => {
    const folder = tempFolder()
    const first = startDesk({ spawn, folder })
    const added = await first.desk.add(null, [{ name: 'talk.pptx', bytes: talk }])
    const id = added.ok ? (added.value.attachments[0]?.id ?? '') : ''
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
    expect(textOf(desk, attachment?.document?.id ?? '', 4)).toContain('pays for water')
  })

  it.each([
    ['is stopped', (desk: DocumentDesk, id: string) => desk.reading.stop(id)],
    ['fails', () => undefined],
  ])(
    'makes the summary anew of what was recognised, when it %s before its first page after a pause',
    async (_, end) => {
      const path = join(tempFolder(), 'scan.pdf')
      writeFileSync(path, long)
      const { added, desk, attachments, kept, summaries, summaryState } = startDesk({ spawn })
      const [attachment] = await added([path])
      const { id = '', conversationId = '', document } = attachment ?? {}
      const documentId = document?.id ?? ''
      await until(() => summaryState(documentId) === 'done')
      await desk.reading.recognise(id)
      await until(() => textOf(desk, documentId, 2).includes('pays for water'))
      await desk.add(conversationId, [{ path: letter() }])
      await until(() => desk.list(conversationId)[0]?.progress === null)
      for (const file of [path, kept.pathOf(document?.sha256 ?? '')]) rmSync(file)
      end(desk, id)
      await until(() => attachments.get(id)?.recognise === false && summaryState(documentId) === 'done')
      expect(summaries.view(documentId)).toMatchObject({
        value: { summary: { pages: [{ verdict: 'read' }, { verdict: 'ocr' }, {}, {}] } },
      })
    },
  )

  it('leaves a summary that speaks for all its pages', async () => {
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, scan)
    const { added, desk, events, summaryState } = startDesk({ spawn })
    const [attachment] = await added([path])
    const { id = '', document } = attachment ?? {}
    await until(() => summaryState(document?.id ?? '') === 'done')
    await desk.reading.recognise(id)
    const states = events.length
    desk.reading.stop(id)
    expect(summaryState(document?.id ?? '')).toBe('done')
    expect(events.slice(states).map(({ event }) => event)).not.toContain('documents:progress')
  })

  it('needs the password of what is locked, says so without it, and keeps what was read', async () => {
    const path = join(tempFolder(), 'locked.pdf')
    writeFileSync(path, locked)
    const { added, desk, attachments } = startDesk({ spawn })
    const [attachment] = await added([path])
    const { id = '', conversationId = '' } = attachment ?? {}
    await desk.reading.unlock(id, 'secret')
    await until(() => attachments.get(id)?.state === 'ready')
    const shown = () => desk.list(conversationId)[0]
    const whole = new AbortController().signal
    for (const [password, code] of [
      [null, 'password-needed'],
      ['other', 'wrong-password'],
    ] as const) {
      expect(await desk.reading.recognise(id, password)).toMatchObject({ ok: true })
      expect(await desk.reading.settled(id, whole)).toMatchObject({ state: 'ready', problem: { code } })
      expect(shown()?.document?.pages).toMatchObject([{ verdict: 'no-text', pictures: true }])
    }
    await desk.reading.recognise(id, 'secret')
    expect(await desk.reading.settled(id, whole)).toMatchObject({ state: 'ready', problem: null })
    expect(textOf(desk, shown()?.document?.id ?? '', 1)).toContain('pays for water')
  })

  it('that cannot be saved is said of a document that stays read, and goes on once it can be', async () => {
    const path = join(tempFolder(), 'scan.pdf')
    writeFileSync(path, scan)
    const { added, desk, store } = startDesk({ spawn })
    const [attachment] = await added([path])
    const { id = '', document } = attachment ?? {}
    const whole = new AbortController().signal
    await desk.reading.recognise(id)
    store.db.pragma('query_only = 1')
    const message = expect.stringMatching(/pictures in “scan.pdf”.*as before/u) as string
    expect(await desk.reading.settled(id, whole)).toMatchObject({
      ...{ state: 'ready', progress: null, problem: { code: 'unwritable', message } },
    })
    store.db.pragma('query_only = 0')
    await desk.reading.recognise(id)
    expect(await desk.reading.settled(id, whole)).toMatchObject({ state: 'ready', problem: null })
    expect(textOf(desk, document?.id ?? '', 2)).toContain('pays for water')
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
