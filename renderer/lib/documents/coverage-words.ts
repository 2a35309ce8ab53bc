import type { DocumentInfo, PageInfo } from '../../../shared/model/attachment.ts'
import type { PageUnit } from '../../../shared/model/document.ts'
import { isRecognisable } from '../../../shared/model/recognisable.ts'
import type { PartView } from '../../../shared/model/summary-job.ts'
import { formatCount } from '../numbers.ts'
import type { Cell, CellState, Reading } from './coverage.ts'
import { capital, longRange, pageCount, pageList, stretches, unitName } from './page-words.ts'

const hasText = ({ verdict }: PageInfo) => verdict === 'read' || verdict === 'ocr'

export function pagesWithText(document: DocumentInfo): number {
  return document.pages.filter(hasText).length
}

/** Pages that recognition might help. */
export function recognisable(document: DocumentInfo): readonly PageInfo[] {
  return document.pages.filter((page) => isRecognisable(document.kind, page))
}

/**
 * “62 of 64 pages read.”, “Read 31 of 46 parts (pages 1 to 130).”, or before that what text there is. `since`: pages that were
 * recognised after the summary had been made.
 */
export function coverageSentence(
  document: DocumentInfo,
  parts: readonly PartView[],
  reading: Reading,
  since: ReadonlySet<number> = new Set(),
): string {
  const { unit, pages } = document
  const readable = pagesWithText(document) - since.size
  const isOne = pages.length === 1
  const counted = isOne
    ? `The only ${unitName(unit, 1)}`
    : `${formatCount(readable)} of ${pageCount(unit, pages.length)}`
  if (reading === 'all') return isOne ? `${counted} was read.` : `${counted} read.`
  const done = parts.filter(({ state }) => state === 'done')
  if (reading === 'skimmed' || done.length === 0) {
    if (!isOne) return `${counted} hold text.`
    return `${counted} holds ${readable === 1 ? 'text' : 'no text'}.`
  }
  const read = new Set(done.flatMap(({ pages: [from, to] }) => numbers(from, to)))
  const where = stretches([...read].sort((a, b) => a - b)).map((range) => longRange(unit, range))
  const [first = '', ...rest] = where
  return `Read ${done.length} of ${parts.length} parts (${first}${rest.length > 0 ? ' and more' : ''}).`
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

export interface Gap {
  readonly pages: readonly number[]
  /** There is nothing to read on them. */
  readonly isEmpty: boolean
  /** A whole sentence. */
  readonly why: string
}

/** What of the document was not read, by reason, in the order of the pages. */
export function gapsOf({ pages }: DocumentInfo): Gap[] {
  const byReason = new Map<string, Gap>()
  for (const page of pages.filter((one) => !hasText(one))) {
    const isEmpty = page.verdict === 'no-text'
    const why = page.why ?? (isEmpty ? 'There is no text here.' : 'It could not be read.')
    byReason.set(why, { pages: [...(byReason.get(why)?.pages ?? []), page.page], isEmpty, why })
  }
  return [...byReason.values()]
}

/** “Pages 30 and 31 hold no text.”, or how many when they are scattered. */
export function gapSentence(unit: PageUnit, gaps: readonly Gap[]): string {
  const FEW = 3
  const pages = gaps.flatMap((gap) => gap.pages).sort((a, b) => a - b)
  const isFew = stretches(pages).length <= FEW
  const which = isFew ? pageList(unit, pages) : `${formatCount(pages.length)} ${unitName(unit, pages.length)}`
  if (gaps.every(({ isEmpty }) => isEmpty)) return `${which} ${pages.length === 1 ? 'holds' : 'hold'} no text.`
  return `${which} could not be read.`
}

const CELL_WORDS: Readonly<Record<CellState, string>> = {
  read: 'read',
  ocr: 'read by OCR',
  skimmed: 'in the overview',
  reading: 'being read',
  later: 'not read yet',
  none: 'no text',
  garbled: 'could not be read',
}

/** “Page 12: read, cited”. */
export function cellWords(unit: PageUnit, cell: Cell, isCited: boolean): string {
  const gaps = cell.gaps ? ', some without text' : ''
  return `${capital(longRange(unit, [cell.from, cell.to]))}: ${CELL_WORDS[cell.state]}${gaps}${isCited ? ', cited' : ''}`
}

/** The strip as a few lines: stretches of pages with the same outcome. */
export function coverageLines(unit: PageUnit, cells: readonly Cell[]): string[] {
  const runs: { from: number; to: number; state: CellState }[] = []
  for (const { from, to, state } of cells) {
    const last = runs.at(-1)
    if (last?.state === state) last.to = to
    else runs.push({ from, to, state })
  }
  return runs.map(({ from, to, state }) => `${capital(longRange(unit, [from, to]))}: ${CELL_WORDS[state]}`)
}
