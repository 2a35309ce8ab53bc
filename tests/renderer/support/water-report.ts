import type { DocumentInfo, PageInfo } from '../../../shared/model/attachment.ts'
import type { JobProgress, JobView, PartView } from '../../../shared/model/summary-job.ts'
import { type Citation, type Point, type Summary, SUMMARY_FORMAT } from '../../../shared/model/summary.ts'
import type { PdfEncryption } from '../../support/documents/encrypt-pdf.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

/* A report of 64 pages with a summary, as the tests and the pictures show it. */

export const REPORT_ID = '6f1d2c3a-0b4e-4c5d-8e7f-90a1b2c3d4e5'
const PAGES = 64
const EMPTY = [30, 31]

/** Page 12, line by line; the cited sentence is broken over three of them. */
export const PAGE_12 = [
  '2.3 Distribution losses',
  '',
  'The network of 1,912 kilometres was surveyed twice in the reporting',
  'year, in March and again in September, using acoustic loggers on every',
  'trunk main. Of the 408 leaks found, 371 were closed within one week of',
  'being located and the remainder within a month.',
  'Losses from mains laid before 1962 fell to 14 per cent of total sup-',
  'ply, the lowest share since measurements began in 1988. Pressure',
  'management in the northern zone accounts for roughly a third of this',
  'change; the replacement of 61 kilometres of cast iron accounts for',
  'the remainder.',
  '',
  'The remaining losses are spread thinly. No single street exceeds one',
  'per cent of the total, and the cost of finding the next leak has',
  'doubled since 2019. The engineers therefore recommend that surveys',
  'continue at their present rate and that money go to replacement',
  'instead.',
] as const

export const LOSSES =
  'Losses from mains laid before 1962 fell to 14 per cent of total supply, the lowest share since measurements began in 1988.'
export const RESERVOIRS = 'Three reservoirs stayed under their summer minimum for eleven weeks.'

const QUOTES: Readonly<Record<number, string>> = {
  12: LOSSES,
  19: RESERVOIRS,
  23: 'They stayed there for eleven weeks, until 3 October.',
  27: 'No household was without supply for more than six hours.',
  41: 'The board asks the members for £38 million to replace lead service pipes by 2029.',
  42: 'Of this sum £12.5 million was granted in March.',
  55: 'Meter readings will be taken by radio from 2026, and every customer may opt out.',
}

/** What was taken out of a page: the hyphen at the end of a line is gone. */
export function pageText(page: number): string {
  if (page === 12) return PAGE_12.join(' ').replace('sup- ply', 'supply').replace(/ {2,}/gu, '\n\n')
  return `Section ${page}\n\n${QUOTES[page] ?? 'The works went on as planned.'} Nothing else is told on this page.`
}

export function reportBytes(encryption?: PdfEncryption): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: PAGES }, (_, index) => {
    const page = index + 1
    if (EMPTY.includes(page)) return []
    return textPage(page === 12 ? PAGE_12 : [`Section ${page}`, '', QUOTES[page] ?? 'The works went on as planned.'])
  })
  return writePdf(pages, { title: 'Annual Water Report 2025', ...(encryption === undefined ? {} : { encryption }) })
}

function pageInfo(page: number): PageInfo {
  const isEmpty = EMPTY.includes(page)
  return {
    ...{ page, label: `Page ${page}`, verdict: isEmpty ? 'no-text' : 'read', words: isEmpty ? 0 : 506 },
    ...{ why: isEmpty ? 'There is no text on this page; it may be an image.' : null, pictures: isEmpty, hidden: [] },
  }
}

export function report(change: Partial<DocumentInfo> = {}): DocumentInfo {
  return {
    id: REPORT_ID,
    name: 'water-report-2025.pdf',
    sha256: 'a'.repeat(64),
    kind: 'pdf',
    unit: 'page',
    title: 'Annual Water Report 2025',
    language: 'en',
    words: 31_400,
    sizeBytes: 4_800_000,
    pages: Array.from({ length: PAGES }, (_, index) => pageInfo(index + 1)),
    remarks: [],
    drawable: true,
    ...change,
  }
}

const cite = (...pages: number[]): Citation[] => pages.map((page) => ({ page, quote: QUOTES[page] ?? `Page ${page}.` }))
const point = (text: string, ...pages: number[]): Point => ({ text, origin: 'model', citations: cite(...pages) })

const POINTS: Point[] = [
  point('Losses from mains laid before 1962 fell to 14 % of supply, the lowest share since records began in 1988.', 12),
  point('Three reservoirs stayed under their summer minimum for eleven weeks.', 19, 23),
  { text: 'No household was without supply for more than six hours.', origin: 'source', citations: cite(27) },
  point('The board asks for £38 million to replace lead service pipes by 2029.', 41),
  point('£12.5 million is granted; the rest depends on the vote in November.', 42),
  point('Meter readings will move to radio in 2026, with an opt-out.', 55),
]

const SECTIONS: readonly (readonly [string, number, number])[] = [
  ['1 The year in brief', 1, 7],
  ['2 Distribution and losses', 8, 18],
  ['3 Sources and storage', 19, 29],
  ['4 Supply interruptions', 30, 38],
  ['5 Lead pipes', 39, 47],
  ['6 Meters and bills', 48, 58],
  ['7 Accounts', 59, 64],
]

export function summary(change: Partial<Summary> = {}): Summary {
  return {
    format: SUMMARY_FORMAT,
    document: { name: 'water-report-2025.pdf', sha256: 'a'.repeat(64), kind: 'pdf', pages: PAGES },
    pages: report().pages.map(({ page, verdict, words }) => ({ page, verdict, words })),
    parts: { total: 18, done: 18 },
    complete: false,
    gist: 'The network lost less water than in any year since 1988, but a dry summer held three reservoirs under their minimum for eleven weeks. The board wants £38 million to replace the last lead pipes by 2029; a third of it is granted.',
    points: POINTS,
    sections: SECTIONS.map(([title, from, to]) => ({
      title,
      pages: [from, to],
      points: POINTS.filter(({ citations }) => citations.some(({ page }) => from <= page && page <= to)),
    })),
    model: { name: 'Gemma 2 2B', sha256: 'b'.repeat(64) },
    tokens: { evaluated: 44_100, generated: 2200, reused: 0 },
    seconds: 190,
    ...change,
  }
}

/** Last page of each part. */
const ENDS = [3, 7, 11, 14, 19, 22, 26, 29, 33, 37, 40, 44, 47, 51, 55, 58, 61, 64]
const TITLES: Readonly<Record<number, string>> = {
  3: '2.3 Distribution losses',
  4: '2.5 Pressure, and 3.1 The dry summer',
  5: '3.2 Reservoir levels',
  6: '3.3 Boreholes',
}
const PART_POINTS: Readonly<Record<number, Point[]>> = {
  3: [
    point('Losses from mains laid before 1962 fell to 14 % of supply.', 12),
    point('Of 408 leaks found, 371 were closed within a week.', 12),
    point('Sixty-one kilometres of cast iron were replaced.', 13),
  ],
  4: [
    point('Night pressure in the northern zone was lowered by a fifth.', 16),
    point('Three reservoirs fell under their summer minimum in July.', 19),
  ],
  5: [point('They stayed there for eleven weeks, until 3 October.', 20, 22)],
}

/** `done` parts are read, the next one is being read. */
export function parts(done: number, isRunning = true): PartView[] {
  return ENDS.map((to, index) => ({
    index,
    title: TITLES[index] ?? '',
    pages: [(ENDS[index - 1] ?? 0) + 1, to],
    state: index < done ? 'done' : index === done && isRunning ? 'running' : 'pending',
    points: index < done ? (PART_POINTS[index] ?? [point('The works went on as planned.', to)]) : [],
  }))
}

export function progress(change: Partial<JobProgress> = {}): JobProgress {
  return {
    ...{ documentId: REPORT_ID, state: 'running', phase: 'reading', parts: { total: 18, done: 6 }, pages: [23, 26] },
    ...{ tokens: { total: 44_100, done: 15_000 }, seconds: 72, secondsLeft: 118, problem: null },
    ...change,
  }
}

export function runningJob(change: Partial<JobProgress> = {}): JobView {
  const told = progress(change)
  return {
    wish: { mode: 'full', length: 'medium', language: null },
    progress: told,
    parts: parts(told.parts.done, told.state === 'running'),
    summary: null,
  }
}

export function finishedJob(change: Partial<JobView> = {}): JobView {
  const ended = { state: 'done', phase: null, parts: { total: 18, done: 18 }, pages: null, secondsLeft: null } as const
  return { ...runningJob(ended), summary: summary(), ...change }
}
