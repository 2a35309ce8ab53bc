import type { PageWriter } from '../page-writer.ts'

const ROWS_PER_PART = 50

/** Rows of a table as lines with their names: “Name: Ada | Born: 1815”, so that a part makes sense by itself. */
export async function writeRows(
  writer: PageWriter,
  rows: Iterable<readonly string[]>,
  label: string,
  onPage: (done: number, total: number | null) => Promise<void>,
): Promise<void> {
  let number = 0
  let head: readonly string[] | null = null
  let first = 1
  for (const row of rows) {
    number += 1
    if (row.every((cell) => cell.trim() === '')) continue
    if (writer.count === 0 || number >= first + ROWS_PER_PART) {
      if (writer.count > 0) await onPage(writer.count, null)
      writer.begin('')
      first = number
    }
    writer.rename(`${label} ${first}–${number}`)
    writer.paragraph(head === null ? row.join(' | ') : namedRow(head, row))
    head ??= headOf(row)
  }
  if (writer.count > 0) await onPage(writer.count, writer.count)
}

/** The names of the columns, none where the first row of several cells is one of values; null before that, in a title. */
function headOf(row: readonly string[]): readonly string[] | null {
  if (row.filter((cell) => cell.trim() !== '').length < 2) return null
  return isHead(row) ? row : []
}

function isHead(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() !== '' && !/^[\d.,\s%€$£-]+$/u.test(cell))
}

export function namedRow(head: readonly string[], row: readonly string[]): string {
  return row
    .map((cell, at) => ({ cell: cell.trim(), name: head[at]?.trim() ?? '' }))
    .filter(({ cell }) => cell !== '')
    .map(({ cell, name }) => (name === '' ? cell : `${name}: ${cell}`))
    .join(' | ')
}

/** As much as a thousand printed pages: beyond it a sheet goes on as another page of the document. */
const SHEET_CHARACTERS = 1_000_000

/** The same for one sheet, which is one page unless it is very long. */
export function sheetWriter(writer: PageWriter, label: string): (row: readonly string[]) => void {
  let head: readonly string[] | null = null
  let characters = 0
  let stretch = 1
  return (row) => {
    if (row.every((cell) => cell.trim() === '')) return
    const line = head === null ? row.filter((cell) => cell !== '').join(' | ') : namedRow(head, row)
    if (characters + line.length > SHEET_CHARACTERS && characters > 0) {
      stretch += 1
      characters = 0
      writer.begin(`${label} (continued, ${stretch})`)
    }
    characters += line.length
    writer.paragraph(line)
    head ??= headOf(row)
  }
}
