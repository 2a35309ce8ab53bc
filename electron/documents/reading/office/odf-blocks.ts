import { walkXml, type XmlElement } from '../archive/walk-xml.ts'

export type OdfEvent =
  | { readonly type: 'page'; readonly name: string }
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'picture' }
  | { readonly type: 'row'; readonly cells: readonly string[] }

/** A row or cell may claim to be repeated a million times to fill the sheet. */
const REPEATED_MAX = 1000

/** The content of an OpenDocument file (ISO/IEC 26300), in its order. */
export function odfEvents(part: Uint8Array, sheets: boolean): OdfEvent[] {
  const reader = new OdfReader(sheets)
  walkXml(part, reader)
  return reader.events
}

class OdfReader {
  readonly events: OdfEvent[] = []
  #sheets: boolean
  /** One for each paragraph that is open: a note stands inside another. */
  #texts: { text: string; level: number | null }[] = []
  #rows: { cells: string[] }[] = []
  #deleted = 0
  #listed = 0

  constructor(sheets: boolean) {
    this.#sheets = sheets
  }

  open(element: XmlElement): void {
    switch (element.name) {
      case 'page':
        this.events.push({ type: 'page', name: element.attribute('draw:name') ?? '' })
        return
      case 'table':
        if (this.#sheets) this.events.push({ type: 'page', name: element.attribute('table:name') ?? '' })
        return
      case 'image':
        if (this.#deleted === 0) this.events.push({ type: 'picture' })
        return
      case 'tracked-changes':
      case 'annotation-end':
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

  text(text: string): void {
    const paragraph = this.#texts.at(-1)
    if (paragraph !== undefined && this.#deleted === 0) paragraph.text += text.replace(/\s+/gu, ' ')
  }

  close(name: string): void {
    if (name === 'tracked-changes' || name === 'annotation-end' || name === 'note-citation') this.#deleted -= 1
    else if (name === 'list-item') this.#listed -= 1
    else if (name === 'p' || name === 'h') this.#closeText()
    else if (name === 'table-row') {
      const row = this.#rows.pop()
      if (row?.cells.some((cell) => cell !== '') === true) this.events.push({ type: 'row', cells: row.cells })
    }
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
    if (closed === undefined || text === '') return
    const row = this.#rows.at(-1)
    if (row !== undefined) {
      const last = Math.max(0, row.cells.length - 1)
      row.cells[last] = [row.cells[last] ?? '', text].filter((piece) => piece !== '').join(' ')
    } else if (closed.level !== null) this.events.push({ type: 'heading', level: closed.level, text })
    else this.events.push({ type: 'paragraph', text: this.#listed > 0 ? `• ${text}` : text })
  }
}
