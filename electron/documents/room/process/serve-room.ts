import { readBytes } from '../../reading/read-bytes.ts'
import type { PdfAssets } from '../../reading/reader.ts'
import { ReadingFault } from '../../reading/reading-fault.ts'
import type { FromRoom, ToRoom } from '../protocol.ts'
import type { RoomPort } from './port.ts'

/** Reads the one document it is given, and says how that ended. */
export function serveRoom(port: RoomPort, pdfAssets: PdfAssets, exit: (code: number) => never): void {
  port.onClose(() => exit(0))
  port.onMessage((request) => void answer(port, request, pdfAssets))
  port.post({ type: 'ready' })
}

async function answer(port: RoomPort, { bytes, name, password }: ToRoom, pdfAssets: PdfAssets): Promise<void> {
  const onPage = async (done: number, total: number | null) => {
    port.post({ type: 'progress', progress: { done, total } })
    await new Promise((resolve) => setImmediate(resolve))
  }
  port.post(await outcome(() => readBytes({ bytes, name, password, pdfAssets, onPage })))
}

async function outcome(read: () => ReturnType<typeof readBytes>): Promise<FromRoom> {
  try {
    return { type: 'read', document: await read() }
  } catch (error) {
    if (error instanceof ReadingFault) return { type: 'failed', code: error.code, detail: error.message }
    // The message may quote the document, which logs never do; the place in the code tells enough.
    const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' ') : ''
    return { type: 'failed', code: 'crashed', detail: `${error instanceof Error ? error.name : 'unknown'} ${place}` }
  }
}
