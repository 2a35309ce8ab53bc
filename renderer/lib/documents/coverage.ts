import type { PageInfo } from '../../../shared/model/attachment.ts'
import type { Summary } from '../../../shared/model/summary.ts'
import type { PartView } from '../../../shared/model/summary-job.ts'

/**
 * What became of a page:
 *   read, ocr      the model has read it
 *   skimmed        sentences of it may have been selected for an overview
 *   reading        it is being read
 *   later          not yet
 *   none           there is no text on it
 *   garbled        what is on it could not be read
 */
export type CellState = 'read' | 'ocr' | 'skimmed' | 'reading' | 'later' | 'none' | 'garbled'

export interface Cell {
  readonly from: number
  readonly to: number
  readonly state: CellState
  /** 1 to 4; neighbouring parts differ. */
  readonly tone: 1 | 2 | 3 | 4
  /** The last cell of its part. */
  readonly ends: boolean
  /** Some of several pages hold no text, or text that could not be read. */
  readonly gaps: boolean
}

/** How far the whole document is: part by part, or done in one of two ways. */
export type Reading = 'by-part' | 'all' | 'skimmed'

/** More cells than this are narrower than they can be told apart. */
const CELLS_MAX = 128
const TONES = [3, 1, 2, 4] as const

/** The part that each page belongs to, by page from 1; the last one where two share a page. */
function partOfPages(pages: number, parts: readonly PartView[]): (PartView | undefined)[] {
  const found = new Array<PartView | undefined>(pages + 1).fill(undefined)
  for (const part of parts) {
    const [from, to] = part.pages
    for (let page = from; page <= Math.min(to, pages); page += 1) found[page] = part
  }
  return found
}

function stateOf(page: PageInfo, part: PartView | undefined, reading: Reading): CellState {
  if (page.verdict === 'no-text') return 'none'
  if (page.verdict === 'garbled' || page.verdict === 'skipped') return 'garbled'
  if (reading === 'skimmed') return 'skimmed'
  const state = reading === 'all' ? 'done' : (part?.state ?? 'pending')
  if (state === 'running') return 'reading'
  if (state === 'pending') return 'later'
  return page.verdict === 'ocr' ? 'ocr' : 'read'
}

const isGap = (state: CellState) => state === 'none' || state === 'garbled'

/** What one cell for several pages shows: what still happens first; gaps only fill it when there is nothing else. */
function joint(states: readonly CellState[]): CellState {
  const order: readonly CellState[] = ['reading', 'later', 'read', 'ocr', 'skimmed', 'garbled', 'none']
  return order.find((state) => states.includes(state)) ?? 'none'
}

/** Pages whose text was recognised after the summary had been made: it does not speak for them. */
export function recognisedSince(pages: readonly PageInfo[], summary: Summary): ReadonlySet<number> {
  const before = new Map(summary.pages.map(({ page, verdict }) => [page, verdict]))
  const since = pages.filter(({ page, verdict }) => verdict === 'ocr' && before.get(page) !== 'ocr')
  return new Set(since.map(({ page }) => page))
}

/**
 * The strip of a document: one cell for each page, or for several where there are too many. Those that were recognised `since`
 * the summary are still to be read.
 */
export function coverageCells(
  pages: readonly PageInfo[],
  parts: readonly PartView[],
  reading: Reading,
  since: ReadonlySet<number> = new Set(),
): Cell[] {
  const partOf = partOfPages(pages.length, parts)
  const size = Math.ceil(pages.length / CELLS_MAX)
  const cells: Cell[] = []
  for (let start = 0; start < pages.length; start += size) {
    const group = pages.slice(start, start + size)
    const to = start + group.length
    const states = group.map((page) => (since.has(page.page) ? 'later' : stateOf(page, partOf[page.page], reading)))
    const part = partOf[to]
    cells.push({
      from: start + 1,
      to,
      state: joint(states),
      tone: TONES[(part?.index ?? 0) % TONES.length] ?? 2,
      ends: partOf[to + 1] !== part,
      gaps: !isGap(joint(states)) && states.some(isGap),
    })
  }
  return cells
}

/** The place of the cell that a page is in. */
export function cellOf(cells: readonly Cell[], page: number): number {
  return cells.findIndex(({ from, to }) => from <= page && page <= to)
}
