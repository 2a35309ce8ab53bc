import type { DocumentKind } from '../../shared/model/document.ts'
import type { Citation, Point, Summary, SummaryPage } from '../../shared/model/summary.ts'

/** A summary as a text to keep: gist, key points with their pages, sections, and what was not read. */
export function summaryMarkdown(summary: Summary): string {
  const { document, points, sections } = summary
  const unit = UNITS[document.kind]
  const list = (own: readonly Point[]) => pointList(own, unit, document.pages)
  const blocks = [
    `# ${inLine(document.name)}`,
    accountOf(summary),
    gistLine(summary, unit),
    ...(points.length > 0 ? ['## Key points', list(points)] : []),
    ...sections.flatMap(({ title, pages, points: own }) => {
      const where = pageWords(pages, unit)
      const heading = title === '' ? capitalised(where) : `${inLine(title)}${document.pages === 1 ? '' : ` (${where})`}`
      return own.length === 0 ? [] : [`## ${heading}`, list(own)]
    }),
    ...unread(summary.pages, unit),
    `Summarised by ${inLine(summary.model.name)} on this computer. Points in quotation marks are sentences of the document itself.`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** What a document of this kind is made of. */
const UNITS: Readonly<Record<DocumentKind, string>> = {
  pdf: 'page',
  image: 'page',
  pptx: 'slide',
  odp: 'slide',
  xlsx: 'sheet',
  ods: 'sheet',
  epub: 'chapter',
  email: 'message',
  mailbox: 'message',
  docx: 'part',
  odt: 'part',
  html: 'part',
  rtf: 'part',
  markdown: 'part',
  text: 'part',
  code: 'part',
  csv: 'part',
}

/** How much of the document the summary rests on. */
function accountOf({ document, parts, pages, complete, mode }: Summary): string {
  const unit = UNITS[document.kind]
  const read = pages.filter(({ verdict }) => verdict === 'read' || verdict === 'ocr').length
  const have = read === 1 ? 'has' : 'have'
  const share = pages.length === 1 ? `the ${unit} ${have}` : `${read} of ${pages.length} ${unit}s ${have}`
  if (mode === 'overview') return `*Quick overview of selected sentences; ${share} text.*`
  if (!complete) return `*Not complete: ${parts.done} of ${parts.total} stretches are summarised; ${share} text.*`
  return pages.length === 1 ? '*Complete: all of it was read.*' : `*Complete: ${share} text, and all of it was read.*`
}

function pointList(points: readonly Point[], unit: string, pageCount: number): string {
  const where = (point: Point) => (pageCount === 1 ? '' : ` (${citedPages(point.citations, unit)})`)
  return points.map((point) => `- ${pointText(point)}${where(point)}`).join('\n')
}

function pointText({ text, origin }: Point): string {
  return origin === 'source' ? `“${inLine(text)}”` : inLine(text)
}

function gistLine({ gist, gistCitations = [], document }: Summary, unit: string): string {
  const where = document.pages > 1 && gistCitations.length > 0 ? ` (${citedPages(gistCitations, unit)})` : ''
  return `${inLine(gist)}${where}`
}

function citedPages(citations: readonly Citation[], unit: string): string {
  const pages = [...new Set(citations.map(({ page }) => page))].sort((a, b) => a - b)
  return `${unit === 'page' ? 'p.' : unit} ${pages.join(', ')}`
}

function unread(pages: readonly SummaryPage[], unit: string): string[] {
  const missing = pages.filter(({ verdict }) => verdict !== 'read' && verdict !== 'ocr')
  if (missing.length === 0) return []
  const lines = runs(missing).map(
    ({ from, to, why }) => `- ${capitalised(pageWords([from, to], unit))}: ${inLine(why)}`,
  )
  return ['## Not read', lines.join('\n')]
}

/** Pages in a row that were not read for the same reason. */
function runs(pages: readonly SummaryPage[]): { from: number; to: number; why: string }[] {
  const found: { from: number; to: number; why: string }[] = []
  for (const { page, why = '' } of pages) {
    const last = found.at(-1)
    if (last?.why === why && last.to === page - 1) last.to = page
    else found.push({ from: page, to: page, why })
  }
  return found
}

function pageWords([from, to]: readonly [number, number], unit: string): string {
  return from === to ? `${unit} ${from}` : `${unit}s ${from}–${to}`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One line, in which nothing of the document is taken for Markdown. */
function inLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/gu, '\\$&')
}
