import { once } from 'node:events'
import { DocumentService } from '../../../electron/documents/document-service.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

/** Milliseconds from asking for a small PDF to its first page. */
export async function timeToFirstPage(room: string, prepared: boolean): Promise<number> {
  const fork = forkRoom(room, () => undefined)
  let isReady: Promise<unknown> = Promise.resolve()
  const documents = new DocumentService({
    spawn: (languages) => {
      const process = fork(languages)
      isReady = new Promise((resolve) => process.onMessage(resolve))
      return process
    },
    log: () => undefined,
  })
  if (prepared) {
    documents.prepare()
    await isReady
  }
  const bytes = writePdf([textPage(['The first page.']), textPage(['The second page.'])])
  const start = performance.now()
  const shown = new EventTarget()
  const first = once(shown, 'page').then(() => performance.now() - start)
  await documents.readDocument({ name: 'a.pdf', bytes }, { onProgress: () => shown.dispatchEvent(new Event('page')) })
  documents.close()
  return first
}
