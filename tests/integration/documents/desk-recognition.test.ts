import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { paintedText, scanned } from '../../support/documents/painted-text.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
let scan: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'desk-recognition'), () => undefined)
  const page = scanned(await paintedText(['The tenant keeps the rooms clean and pays for water.']))
  scan = writePdf([textPage(['Written as text.']), [page]])
})

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
