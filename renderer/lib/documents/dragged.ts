import { formatCount } from '../numbers.ts'

/** What is being dragged, as far as the desktop tells before it is dropped: kinds and numbers, never names. */
export type Dragged =
  | { readonly what: 'files'; readonly count: number; readonly kinds: readonly DraggedKind[] }
  | { readonly what: 'text' | 'address' }

export interface DraggedKind {
  readonly label: string
  readonly isReadable: boolean
}

interface FileKind {
  readonly one: string
  readonly many: string
  readonly isReadable: boolean
}

const readable = (one: string, many: string): FileKind => ({ one, many, isReadable: true })
const other = (one: string, many: string): FileKind => ({ one, many, isReadable: false })

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OASIS = 'application/vnd.oasis.opendocument'
const WORD = readable('Word document', 'Word documents')
const SLIDES = readable('presentation', 'presentations')
const SHEETS = readable('spreadsheet', 'spreadsheets')
const RTF = readable('RTF document', 'RTF documents')

const KINDS: Readonly<Record<string, FileKind>> = {
  'application/pdf': readable('PDF', 'PDF'),
  [`${OFFICE}.wordprocessingml.document`]: WORD,
  [`${OFFICE}.presentationml.presentation`]: SLIDES,
  [`${OFFICE}.spreadsheetml.sheet`]: SHEETS,
  [`${OASIS}.text`]: readable('text document', 'text documents'),
  [`${OASIS}.presentation`]: SLIDES,
  [`${OASIS}.spreadsheet`]: SHEETS,
  'application/epub+zip': readable('book', 'books'),
  'text/html': readable('web page', 'web pages'),
  'application/rtf': RTF,
  'text/rtf': RTF,
  'text/csv': readable('table', 'tables'),
  'message/rfc822': readable('mail', 'mails'),
  'application/zip': other('archive', 'archives'),
  'application/x-tar': other('archive', 'archives'),
  'application/gzip': other('archive', 'archives'),
}

const FAMILIES: Readonly<Record<string, FileKind>> = {
  text: readable('text file', 'text files'),
  image: readable('picture', 'pictures'),
  video: other('video', 'videos'),
  audio: other('recording', 'recordings'),
  font: other('font', 'fonts'),
}

/** A folder, or a kind that the desktop does not know: only reading it tells. */
const UNKNOWN = readable('folder or other file', 'folders or other files')

function kindOf(type: string): FileKind {
  return KINDS[type] ?? FAMILIES[type.split('/', 1).join('')] ?? UNKNOWN
}

function labelled(kind: FileKind, count: number): DraggedKind {
  const name = `${formatCount(count)} ${count === 1 ? kind.one : kind.many}`
  return { label: kind.isReadable ? name : `${name}, cannot be read`, isReadable: kind.isReadable }
}

/** Null for what Agate has no use for. */
export function dragged(
  types: readonly string[],
  items: readonly { readonly kind: string; readonly type: string }[],
): Dragged | null {
  if (types.includes('Files')) {
    const files = items.filter(({ kind }) => kind === 'file')
    const counts = new Map<FileKind, number>()
    for (const { type } of files) counts.set(kindOf(type), (counts.get(kindOf(type)) ?? 0) + 1)
    const kinds = [...counts].sort(([a], [b]) => Number(b.isReadable) - Number(a.isReadable))
    return { what: 'files', count: files.length, kinds: kinds.map(([kind, count]) => labelled(kind, count)) }
  }
  if (types.includes('text/uri-list')) return { what: 'address' }
  return types.includes('text/plain') ? { what: 'text' } : null
}
