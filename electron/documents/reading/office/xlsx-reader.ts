import { walkXml } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { READING_LIMITS } from '../limits.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { coreTitle } from './core-title.ts'
import { dateFormats, shownDate } from './date-cells.ts'
import { embeddedAmong, embeddedRemarks, relationshipsOf } from './relationships.ts'
import { sheetWriter } from './rows.ts'
import { writeBeside } from './sheet-beside.ts'

const WORKBOOK = 'xl/workbook.xml'

/** Sheets with what their cells show, row by row. Formulas are not worked out: their last value is in the file. */
export const readXlsx: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const { sheets, from1904 } = workbookOf(archive)
  const values: Values = {
    shared: sharedStrings(archive.read('xl/sharedStrings.xml')),
    dates: dateFormats(archive.read('xl/styles.xml')),
    from1904,
  }
  const writer = new PageWriter('sheet', input.onPictures)
  for (const [at, { name, part, hidden }] of sheets.entries()) {
    const label = hidden ? `${name} (hidden sheet)` : name
    writer.begin(label)
    const bytes = archive.read(part)
    if (bytes === null) writer.skip('This sheet holds no cells that can be read.')
    else {
      const edges = readSheet(bytes, values, sheetWriter(writer, label))
      for (const edge of edges) writer.paragraph(`Header or footer: ${edge}`)
      writeBeside(writer, archive, part)
    }
    await input.onPage(at + 1, sheets.length)
  }
  return writer.finish(
    coreTitle(archive),
    embeddedRemarks(embeddedAmong(sheets.flatMap(({ part }) => relationshipsOf(archive, part)))),
  )
}

/** What numbers in cells stand for. */
interface Values {
  readonly shared: readonly string[]
  /** Formats of cells that show dates. */
  readonly dates: ReadonlySet<number>
  readonly from1904: boolean
}

interface Workbook {
  readonly sheets: readonly { name: string; part: string; hidden: boolean }[]
  /** It counts days from 1904 on. */
  readonly from1904: boolean
}

function workbookOf(archive: ZipArchive): Workbook {
  const workbook = archive.read(WORKBOOK)
  if (workbook === null) throw new ReadingFault('damaged', 'no workbook part')
  const places = new Map(relationshipsOf(archive, WORKBOOK).map(({ id, target }) => [id, target]))
  const sheets: { name: string; part: string; hidden: boolean }[] = []
  let from1904 = false
  walkXml(workbook, {
    open: (element) => {
      if (element.name === 'workbookPr') from1904 = /^(?:1|true)$/u.test(element.attribute('date1904') ?? '')
      if (element.name !== 'sheet') return
      const part = places.get(element.attribute('r:id') ?? '') ?? ''
      const hidden = /hidden/iu.test(element.attribute('state') ?? '')
      sheets.push({ name: element.attribute('name') ?? `Sheet ${sheets.length + 1}`, part, hidden })
    },
  })
  return { sheets, from1904 }
}

function sharedStrings(part: Uint8Array | null): string[] {
  const strings: string[] = []
  if (part === null) return strings
  let text = ''
  walkXml(part, {
    text: (piece, path) => {
      // Not how it is pronounced, which stands beside Japanese words.
      if (path.at(-1) === 't' && !path.includes('rPh')) text += piece
    },
    close: (name) => {
      if (name !== 'si') return
      strings.push(text)
      text = ''
    },
  })
  return strings
}

const EDGE = /^(?:odd|even|first)(?:Header|Footer)$/u
/** Where it stands, its font, its size, its colour, or a field (ECMA-376, part 1, 18.3.1.46). */
const EDGE_CODES = /&(?:"[^"]*"|K[\dA-F]{6}|\d+|[A-Z])/giu

/** Returns what is printed at the top and the bottom of its pages. */
function readSheet(part: Uint8Array, values: Values, writeRow: (row: readonly string[]) => void): ReadonlySet<string> {
  const edges = new Set<string>()
  let row: string[] = []
  let column = -1
  let type = 'n'
  let format = 0
  let value = ''
  let edge = ''
  walkXml(part, {
    open: (element) => {
      if (element.name === 'row') {
        row = []
        column = -1
      } else if (element.name === 'c') {
        column = columnOf(element.attribute('r')) ?? column + 1
        type = element.attribute('t') ?? 'n'
        format = Number(element.attribute('s') ?? 0)
        value = ''
      }
    },
    text: (text, path) => {
      if (path.at(-1) === 'v' || (path.at(-1) === 't' && path.includes('is'))) value += text
      else if (EDGE.test(path.at(-1) ?? '')) edge += text
    },
    close: (name) => {
      if (name === 'c' && value !== '') {
        while (row.length < column) row.push('')
        row[column] = shown({ type, format, value }, values)
      } else if (name === 'row') writeRow(row)
      else if (EDGE.test(name)) {
        const words = edge.replace(EDGE_CODES, ' ').replace(/\s+/gu, ' ').trim()
        if (/\p{L}/u.test(words)) edges.add(words)
        edge = ''
      }
    },
  })
  return edges
}

function shown(cell: { type: string; format: number; value: string }, values: Values): string {
  const { type, format, value } = cell
  if (type === 's') return values.shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  return type === 'n' && values.dates.has(format) ? shownDate(value, values.from1904) : value
}

/** “C7” is column 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return column < READING_LIMITS.sheetColumns ? column : null
}
