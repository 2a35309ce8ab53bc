import type {
  DocumentErrorCode,
  DocumentKind,
  DocumentText,
  Page,
  ReadingProgress,
  RecognitionLanguage,
} from '../../shared/model/document.ts'
import { holdsPictures, isRecognisable } from '../../shared/model/recognisable.ts'
import { whyRecognised } from './reading/picture-words.ts'
import type { RecognisedPage } from './room/protocol.ts'
import { type RecognitionOptions, recogniseInRoom } from './room/recognition-session.ts'
import type { RoomFailure } from './room/watch-room.ts'

/** So many processes one after the other that fail on their first page: the next would too. */
const FAILURES_MAX = 3

export interface DocumentRecognition extends Omit<RecognitionOptions, 'pages' | 'onPage'> {
  readonly languages: readonly RecognitionLanguage[]
  readonly onProgress: (progress: ReadingProgress) => void
  /** A page that has text now, as soon as it has. */
  readonly onPage: (page: Page) => void
}

/** Why nothing more of a document can be recognised. */
export type RecognitionFault = Extract<
  DocumentErrorCode,
  'cancelled' | 'password-needed' | 'wrong-password' | 'protected'
>

/** Pages whose pictures may hold text that is not read. */
export function pagesToRecognise({ kind, pages }: DocumentText): number[] {
  return pages.filter((page) => isRecognisable(kind, page)).map(({ page }) => page)
}

/**
 * The same document with what was recognised in its pictures. A page that ends the process, by its time or its memory, costs
 * only itself: the pages after it go on in another process. What was recognised before is not looked at again.
 */
export async function recogniseDocument(
  document: DocumentText,
  options: DocumentRecognition,
): Promise<{ readonly document: DocumentText } | { readonly fault: RecognitionFault }> {
  const { onProgress, onPage, ...session } = options
  const wanted = pagesToRecognise(document)
  const found = new Map<number, RecognisedPage>()
  const keep = (page: RecognisedPage) => {
    found.set(page.page, page)
    const before = document.pages.find((one) => one.page === page.page)
    const after = before === undefined ? undefined : merged(before, page, document.kind)
    if (after !== undefined && after !== before) onPage(after)
    onProgress({ done: found.size, total: wanted.length })
  }
  for (let failures = 0; found.size < wanted.length;) {
    const before = found.size
    const left = wanted.filter((page) => !found.has(page))
    const end = await recogniseInRoom({ ...session, pages: left, onPage: keep })
    if (end.type === 'all-recognised') break
    if (isFinal(end.code)) return { fault: end.code }
    failures = found.size === before ? failures + 1 : 0
    const lost = wanted.filter((page) => !found.has(page)).slice(0, failures < FAILURES_MAX ? 1 : undefined)
    for (const page of lost) keep({ page, text: null, words: 0, why: WHY[end.code] ?? FAILED })
  }
  return {
    document: { ...document, pages: document.pages.map((page) => merged(page, found.get(page.page), document.kind)) },
  }
}

function isFinal(code: DocumentErrorCode): code is RecognitionFault {
  return code === 'cancelled' || code === 'password-needed' || code === 'wrong-password' || code === 'protected'
}

const FAILED = 'Recognising the letters of this page failed inside, so it is left out.'
const WHY: Readonly<Partial<Record<RoomFailure['code'], string>>> = {
  'out-of-memory': 'Recognising the letters of this page took more than 1 GB of memory, so it was stopped.',
  stalled: 'Recognising the letters of this page took more than a minute, so it was stopped.',
}

/**
 * A painted page shows its text too: what little could be read of it stays where recognition finds no more than that. What is
 * recognised in a picture beside a text comes after it.
 */
function merged(page: Page, recognised: RecognisedPage | undefined, kind: DocumentKind): Page {
  if (recognised === undefined) return page
  const { text, words, why } = recognised
  if (page.verdict === 'read' && holdsPictures(kind))
    return { ...page, ...besideText(page, recognised), pictures: false }
  if (page.verdict === 'read' && words <= page.words) return { ...page, pictures: false }
  return text === null ? { ...page, why } : { ...page, verdict: 'ocr', why: RECOGNISED, words, text }
}

function besideText(
  page: Page,
  { text, words, why }: RecognisedPage,
): Pick<Page, 'verdict' | 'why' | 'words' | 'text'> {
  if (text === null) return { ...page, why }
  return { verdict: 'ocr', why: whyRecognised(page.why), words: page.words + words, text: `${page.text}\n\n${text}` }
}

const RECOGNISED = 'Its letters were recognised in a picture, and some may be wrong.'
