import { walkXml, type XmlElement } from '../archive/walk-xml.ts'
import { descriptionOf } from '../picture-words.ts'

export type OdfEvent =
  | { readonly type: 'page'; readonly name: string; readonly hidden: boolean }
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'picture'; readonly place: string }
  | { readonly type: 'description'; readonly text: string }
  | { readonly type: 'row'; readonly cells: readonly string[] }

/** A row or cell may claim to be repeated a million times to fill the sheet. */
const REPEATED_MAX = 1000

export interface OdfContent {
  readonly events: readonly OdfEvent[]
  /** Words that were deleted while changes were recorded. */
  readonly hasDeleted: boolean
}

/** The content of an OpenDocument file (ISO/IEC 26300), in its order; notes and comments after the paragraph they stand in. */
export function odfContent(part: Uint8Array, sheets: boolean): OdfContent {
  const reader = new OdfReader(sheets)
  walkXml(part, reader)
  return reader
}

const ASIDES: Readonly<Record<string, string>> = { note: 'Note', annotation: 'Comment', notes: 'Notes' }

/** A note, a comment, or what the speaker noted about a slide. */
interface Aside {
  readonly what: string
  /** How many paragraphs were open where it stands. */
  readonly depth: number
  author: string
  readonly texts: string[]
}

const PARAGRAPH_PARTS = new Set(['p', 'h', 'span', 'a'])

class OdfReader {
  readonly events: OdfEvent[] = []
  hasDeleted = false
  #sheets: boolean
  /** One for each paragraph that is open: a note stands inside another. */
  #texts: { text: string; level: number | null }[] = []
  #rows: { cells: string[] }[] = []
  #asides: Aside[] = []
  /** Asides that wait for the end of the paragraph or the row that they stand in. */
  #pending: string[] = []
  #deleted = 0
  #listed = 0
  /** Of the frame that is open. */
  #description = ''
  /** Styles of pages and tables that are not shown. */
  #unshown = new Set<string>()
  #style = ''

  constructor(sheets: boolean) {
    this.#sheets = sheets
  }

  open(element: XmlElement): void {
    switch (element.name) {
      case 'page':
        this.#openPage(element, 'draw:name')
        return
      case 'table':
        if (this.#sheets) this.#openPage(element, 'table:name')
        return
      case 'style':
        this.#style = element.attribute('style:name') ?? ''
        return
      case 'drawing-page-properties':
      case 'table-properties':
        if (isUnshown(element)) this.#unshown.add(this.#style)
        return
      case 'image':
        if (this.#deleted === 0) this.events.push({ type: 'picture', place: element.attribute('href') ?? '' })
        return
      case 'note':
      case 'annotation':
      case 'notes':
        this.#asides.push({ what: ASIDES[element.name] ?? '', depth: this.#texts.length, author: '', texts: [] })
        return
      case 'tracked-changes':
      case 'note-citation':
        // The number of a note would stick to the word before it.
        this.#deleted += 1
        return
      case 'p':
      case 'h':
        this.#texts.push({
          text: '',
          level: element.name === 'h' ? Number(element.attribute('outline-level') ?? 1) : null,
        })
        return
      case 'list-item':
        this.#listed += 1
        return
      case 'table-row':
        this.#rows.push({ cells: [] })
        return
      case 'table-cell':
      case 'covered-table-cell':
        this.#openCell(element)
        return
      default:
        this.#space(element)
    }
  }

  text(text: string, path: readonly string[]): void {
    if (path.includes('deletion') && text.trim() !== '') this.hasDeleted = true
    const paragraph = this.#texts.at(-1)
    const aside = this.#asides.at(-1)
    // Of a comment who wrote it, and not when.
    if (aside?.depth === this.#texts.length) aside.author += path.at(-1) === 'creator' ? text : ''
    else if (this.#deleted > 0) return
    else if (describesPicture(path)) this.#description += ` ${text}`
    else if (paragraph !== undefined) {
      paragraph.text += text.replace(/\s+/gu, ' ')
    }
  }

  close(name: string): void {
    if (name === 'tracked-changes' || name === 'note-citation') this.#deleted -= 1
    else if (name === 'list-item') this.#listed -= 1
    else if (name === 'p' || name === 'h') this.#closeText()
    else if (name === 'frame') this.#describe()
    else if (name === 'table-row') {
      const row = this.#rows.pop()
      if (row?.cells.some((cell) => cell !== '') === true) this.events.push({ type: 'row', cells: row.cells })
      this.#flushAsides()
    } else if (name in ASIDES) this.#closeAside()
  }

  #openPage(element: XmlElement, name: string): void {
    const hidden = this.#unshown.has(element.attribute('style-name') ?? '')
    this.events.push({ type: 'page', name: element.attribute(name) ?? '', hidden })
  }

  #describe(): void {
    const text = descriptionOf(this.#description)
    if (text !== null) this.events.push({ type: 'description', text })
    this.#description = ''
  }

  #space(element: XmlElement): void {
    const paragraph = this.#texts.at(-1)
    if (paragraph === undefined) return
    if (element.name === 's') paragraph.text += ' '.repeat(Math.min(100, Number(element.attribute('c') ?? 1) || 1))
    else if (element.name === 'tab') paragraph.text += '\t'
    else if (element.name === 'line-break') paragraph.text += '\n'
  }

  #openCell(element: XmlElement): void {
    const repeated = Number(element.attribute('number-columns-repeated') ?? 1)
    const cells = this.#rows.at(-1)?.cells
    // Empty cells keep the columns apart; the thousands that fill a row to its end do not.
    for (let count = 0; count < repeated && repeated <= REPEATED_MAX; count += 1) cells?.push('')
  }

  #closeText(): void {
    const closed = this.#texts.pop()
    const text = closed?.text.trim() ?? ''
    if (closed !== undefined && text !== '') this.#place(text, closed.level)
    this.#flushAsides()
  }

  #place(text: string, level: number | null): void {
    const row = this.#rows.at(-1)
    const aside = this.#asides.at(-1)
    if (aside !== undefined) aside.texts.push(text)
    else if (row !== undefined) {
      const last = Math.max(0, row.cells.length - 1)
      row.cells[last] = [row.cells[last] ?? '', text].filter((piece) => piece !== '').join(' ')
    } else if (level !== null) this.events.push({ type: 'heading', level, text })
    else this.events.push({ type: 'paragraph', text: this.#listed > 0 ? `• ${text}` : text })
  }

  #closeAside(): void {
    const aside = this.#asides.pop()
    if (aside === undefined || aside.texts.length === 0) return
    const author = aside.author.trim()
    this.#pending.push(`${aside.what}${author === '' ? '' : ` by ${author}`}: ${aside.texts.join(' ')}`)
    this.#flushAsides()
  }

  #flushAsides(): void {
    if (this.#texts.length > 0 || this.#rows.length > 0 || this.#asides.length > 0) return
    for (const text of this.#pending.splice(0)) this.events.push({ type: 'paragraph', text })
  }
}

/** Its title or its description, for those who cannot see it; a field that shows a title stands in a paragraph. */
function describesPicture(path: readonly string[]): boolean {
  const [parent = '', element = ''] = path.slice(-2)
  return (element === 'title' || element === 'desc') && !PARAGRAPH_PARTS.has(parent)
}

/** What stands at the top and the bottom of the pages, each once. */
export function odfEdges(styles: Uint8Array | null): string[] {
  const found = new Set<string>()
  let text = ''
  if (styles === null) return []
  walkXml(styles, {
    open: ({ name }) => {
      if (name === 'tab' || name === 's' || name === 'line-break') text += ' '
    },
    text: (piece, path) => {
      const isEdge = path.includes('master-page') && path.some((name) => /^(?:header|footer)/u.test(name))
      if (isEdge && path.some((name) => name === 'p' || name === 'h')) text += piece
    },
    close: (name) => {
      if (name !== 'p' && name !== 'h') return
      // Fields of page numbers have a number alone.
      if (/\p{L}/u.test(text)) found.add(text.replace(/\s+/gu, ' ').trim())
      text = ''
    },
  })
  return [...found]
}

function isUnshown(element: XmlElement): boolean {
  return element.attribute('visibility') === 'hidden' || element.attribute('table:display') === 'false'
}
