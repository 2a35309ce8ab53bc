import type { DocumentInfo } from '../../../shared/model/attachment.ts'
import type { PageUnit } from '../../../shared/model/document.ts'
import type { PageRange } from '../../../shared/model/summary.ts'
import { formatCount } from '../numbers.ts'

interface UnitWords {
  readonly one: string
  readonly many: string
  /** In front of a number where there is little room. */
  readonly short: string
  readonly shortMany: string
}

const UNITS: Readonly<Record<PageUnit, UnitWords>> = {
  page: { one: 'page', many: 'pages', short: 'p.', shortMany: 'pp.' },
  slide: { one: 'slide', many: 'slides', short: 'slide', shortMany: 'slides' },
  sheet: { one: 'sheet', many: 'sheets', short: 'sheet', shortMany: 'sheets' },
  chapter: { one: 'chapter', many: 'chapters', short: 'ch.', shortMany: 'ch.' },
  message: { one: 'message', many: 'messages', short: 'no.', shortMany: 'nos.' },
  part: { one: 'part', many: 'parts', short: 'part', shortMany: 'parts' },
}

/** “64 pages”, “1 slide”. */
export function pageCount(unit: PageUnit, count: number): string {
  return `${formatCount(count)} ${count === 1 ? UNITS[unit].one : UNITS[unit].many}`
}

export function unitName(unit: PageUnit, count: number): string {
  return count === 1 ? UNITS[unit].one : UNITS[unit].many
}

/** What a point is checked against: a text that is only divided for itself has no parts that a reader knows. */
export function proofName(unit: PageUnit): string {
  return unit === 'part' ? 'text' : UNITS[unit].one
}

/** What a citation shows: “p. 12”, “slide 3”. */
export function citeLabel(unit: PageUnit, page: number): string {
  return `${UNITS[unit].short} ${page}`
}

/** The same of a document; the only part of one has no number that would say something. */
export function citeIn({ unit, pages }: Pick<DocumentInfo, 'unit' | 'pages'>, page: number): string {
  return unit === 'part' && pages.length === 1 ? 'source' : citeLabel(unit, page)
}

/** “p. 7”, “pp. 12–14”. */
export function shortRange(unit: PageUnit, [from, to]: PageRange): string {
  return from === to ? citeLabel(unit, from) : `${UNITS[unit].shortMany} ${from}–${to}`
}

/** “7”, “12–14”: where what the numbers count is said above them. */
export function bareRange([from, to]: PageRange): string {
  return from === to ? `${from}` : `${from}–${to}`
}

/** “page 7”, “pages 12 to 14”. */
export function longRange(unit: PageUnit, [from, to]: PageRange): string {
  return from === to ? `${UNITS[unit].one} ${from}` : `${UNITS[unit].many} ${from} to ${to}`
}

/** Numbers in ascending order as stretches without gaps. */
export function stretches(pages: readonly number[]): PageRange[] {
  const found: PageRange[] = []
  for (const page of pages) {
    const last = found.at(-1)
    if (last?.[1] === page - 1) last[1] = page
    else found.push([page, page])
  }
  return found
}

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** “Page 3”, “Pages 30 and 31”, “Pages 3 to 9 and 12”. */
export function pageList(unit: PageUnit, pages: readonly number[]): string {
  const TOGETHER = 2
  const names = stretches(pages).flatMap(([from, to]) => {
    if (to - from < TOGETHER) return from === to ? [`${from}`] : [`${from}`, `${to}`]
    return [`${from} to ${to}`]
  })
  return capital(`${unitName(unit, pages.length)} ${lists.format(names)}`)
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The page's own name, such as “Page 12” or that of a sheet. */
export function pageLabel(document: DocumentInfo, page: number): string {
  return document.pages[page - 1]?.label ?? capital(`${UNITS[document.unit].one} ${page}`)
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Small numbers as they are read in a sentence. */
export function inWords(count: number): string {
  return SMALL[count] ?? formatCount(count)
}
