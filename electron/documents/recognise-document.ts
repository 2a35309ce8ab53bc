import type { DocumentText, Page, ReadingProgress, RecognitionLanguage } from '../../shared/model/document.ts'
import type { RecognisedPage } from './room/protocol.ts'
import { type RecognitionOptions, recogniseInRoom } from './room/recognition-session.ts'
import type { RoomFailure } from './room/watch-room.ts'

/** So many processes one after the other that fail on their first page: the next would too. */
const FAILURES_MAX = 3

export interface DocumentRecognition extends Omit<RecognitionOptions, 'pages' | 'onPage'> {
  readonly languages: readonly RecognitionLanguage[]
  readonly onProgress: (progress: ReadingProgress) => void
}

/** Pages whose pictures may hold text that is not read: all where nothing or noise was read, and those with next to nothing. */
export function pagesToRecognise({ kind, pages }: DocumentText): number[] {
  if (kind !== 'pdf' && kind !== 'image') return []
  return pages.filter(({ verdict, pictures }) => verdict === 'garbled' || pictures).map(({ page }) => page)
}

/**
 * The same document with what was recognised in its pictures. A page that ends the process, by its time or its memory, costs
 * only itself: the pages after it go on in another process. Null when it was cancelled.
 */
export async function recogniseDocument(
  document: DocumentText,
  options: DocumentRecognition,
): Promise<DocumentText | null> {
  const { onProgress, ...session } = options
  const wanted = pagesToRecognise(document)
  const found = new Map<number, RecognisedPage>()
  const keep = (page: RecognisedPage) => {
    found.set(page.page, page)
    onProgress({ done: found.size, total: wanted.length })
  }
  for (let failures = 0; found.size < wanted.length;) {
    const before = found.size
    const left = wanted.filter((page) => !found.has(page))
    const end = await recogniseInRoom({ ...session, pages: left, onPage: keep })
    if (end.type === 'all-recognised') break
    if (end.code === 'cancelled') return null
    failures = found.size === before ? failures + 1 : 0
    const lost = wanted.filter((page) => !found.has(page)).slice(0, failures < FAILURES_MAX ? 1 : undefined)
    for (const page of lost) keep({ page, text: null, words: 0, why: WHY[end.code] ?? FAILED })
  }
  return { ...document, pages: document.pages.map((page) => merged(page, found.get(page.page))) }
}

const FAILED = 'Recognising the letters of this page failed inside, so it is left out.'
const WHY: Readonly<Partial<Record<RoomFailure['code'], string>>> = {
  'out-of-memory': 'Recognising the letters of this page took more than 1 GB of memory, so it was stopped.',
  stalled: 'Recognising the letters of this page took more than a minute, so it was stopped.',
}

/** What little could be read of a page stays where recognition finds no more than that. */
function merged(page: Page, recognised: RecognisedPage | undefined): Page {
  if (recognised === undefined || (page.verdict === 'read' && recognised.words <= page.words)) return page
  if (recognised.text === null) return { ...page, why: recognised.why }
  return { ...page, verdict: 'ocr', why: RECOGNISED, words: recognised.words, text: recognised.text }
}

const RECOGNISED = 'Its letters were recognised in a picture, and some may be wrong.'
