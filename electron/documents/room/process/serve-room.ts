import { readBytes } from '../../reading/read-bytes.ts'
import type { PdfAssets } from '../../reading/reader.ts'
import { ReadingFault } from '../../reading/reading-fault.ts'
import { openRecogniser, type RecognitionAssets } from '../../reading/recognition/recogniser.ts'
import { recognisePages } from '../../reading/recognition/recognise-pages.ts'
import type { FromRoom, ToRoom } from '../protocol.ts'
import type { RoomPort } from './port.ts'

export interface RoomAssets {
  readonly pdfAssets: PdfAssets
  /** Null where it only reads. */
  readonly recognition: { readonly assets: RecognitionAssets; readonly decoders: PdfAssets } | null
}

/** Reads the one document it is given, or recognises pages of it, and says how that ended. */
export function serveRoom(port: RoomPort, assets: RoomAssets, exit: (code: number) => never): void {
  port.onClose(() => exit(0))
  port.onMessage(async (request) => {
    const work = request.type === 'read' ? read(port, request, assets) : recognise(port, request, assets)
    port.post(await work.catch(failure))
  })
  port.post({ type: 'ready' })
}

/** A few milliseconds for main to take them in, as long as the pages are those of a book. */
const PAGES_AT_ONCE = 50

type Request<Type extends ToRoom['type']> = Extract<ToRoom, { type: Type }>

async function read(port: RoomPort, request: Request<'read'>, { pdfAssets }: RoomAssets): Promise<FromRoom> {
  const onPage = (done: number, total: number | null) => say(port, { type: 'progress', progress: { done, total } })
  const { pages, ...document } = await readBytes({ ...request, pdfAssets, onPage })
  for (let at = 0; at < pages.length; at += PAGES_AT_ONCE) {
    await say(port, { type: 'pages', pages: pages.slice(at, at + PAGES_AT_ONCE) })
  }
  return { type: 'read', document }
}

async function recognise(port: RoomPort, request: Request<'recognise'>, assets: RoomAssets): Promise<FromRoom> {
  if (assets.recognition === null) throw new Error('Nothing to recognise letters with')
  const recogniser = await openRecogniser(assets.recognition.assets)
  const source = { ...request, pdfAssets: new Map([...assets.pdfAssets, ...assets.recognition.decoders]) }
  const atWork: FromRoom = { type: 'progress', progress: { done: 0, total: null } }
  await recognisePages(source, recogniser, {
    onPage: (page) => say(port, { type: 'recognised', page }),
    // Each picture has the time of a page.
    onPicture: () => say(port, atWork),
  })
  return { type: 'all-recognised' }
}

/** And gives the event loop a turn, so that this process still hears when it is to stop. */
async function say(port: RoomPort, message: FromRoom): Promise<void> {
  port.post(message)
  await new Promise((resolve) => setImmediate(resolve))
}

function failure(error: unknown): FromRoom {
  if (error instanceof ReadingFault) return { type: 'failed', code: error.code, detail: error.message }
  // The message may quote the document, which logs never do; the place in the code tells enough.
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' ') : ''
  return { type: 'failed', code: 'crashed', detail: `${error instanceof Error ? error.name : 'unknown'} ${place}` }
}
