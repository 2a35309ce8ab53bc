import type { DocumentKind, Page } from './document.ts'

/** Their pages can be painted, whatever is on them. */
const PAINTED: ReadonlySet<DocumentKind> = new Set(['pdf', 'image'])
/** Pictures are files inside of them. */
const HOLDING: ReadonlySet<DocumentKind> = new Set([
  'docx',
  'pptx',
  'xlsx',
  'odt',
  'odp',
  'ods',
  'epub',
  'html',
  'rtf',
  'email',
  'mailbox',
])

/** Whether what is recognised in a picture comes beside the text of its page, and not in place of it. */
export function holdsPictures(kind: DocumentKind): boolean {
  return HOLDING.has(kind)
}

/**
 * Whether a page may say more once its letters are recognised: where nothing or noise was read, where there is next to nothing,
 * and where a large picture stands beside its text.
 */
export function isRecognisable(kind: DocumentKind, { verdict, pictures }: Pick<Page, 'verdict' | 'pictures'>): boolean {
  if (verdict === 'ocr') return false
  return PAINTED.has(kind) ? pictures || verdict === 'garbled' : pictures && HOLDING.has(kind)
}
