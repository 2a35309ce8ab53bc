import type { Point, Summary, SummaryPage } from '../../shared/model/summary.ts'

/** A summary as a text to keep: gist, key points with their pages, sections, and what was not read. */
export function summaryMarkdown(summary: Summary): string {
  const { document, gist, points, sections } = summary
  const blocks = [
    `# ${inLine(document.name)}`,
    accountOf(summary),
    inLine(gist),
    ...(points.length > 0 ? ['## Key points', list(points)] : []),
    ...sections.flatMap(({ title, pages, points: own }) => {
      const heading = title === '' ? capitalised(pageWords(pages)) : `${inLine(title)} (${pageWords(pages)})`
      return own.length === 0 ? [] : [`## ${heading}`, list(own)]
    }),
    ...unread(summary.pages),
    `Summarised by ${inLine(summary.model.name)} on this computer. Points in quotation marks are sentences of the document itself.`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** How much of the document the summary rests on. */
export function accountOf({ parts, pages, complete, mode }: Summary): string {
  const read = pages.filter(({ verdict }) => verdict === 'read' || verdict === 'ocr').length
  const pagesRead = read === pages.length ? `all ${pages.length}` : `${read} of ${pages.length}`
  if (mode === 'overview') return `*Quick overview of selected sentences; ${pagesRead} pages have text.*`
  if (complete) return `*Complete: ${pagesRead} pages were read.*`
  return `*Not complete: ${parts.done} of ${parts.total} parts are summarised; ${pagesRead} pages have text.*`
}

function list(points: readonly Point[]): string {
  return points.map((point) => `- ${pointText(point)} (${citedPages(point)})`).join('\n')
}

function pointText({ text, origin }: Point): string {
  return origin === 'source' ? `“${inLine(text)}”` : inLine(text)
}

function citedPages({ citations }: Point): string {
  const pages = [...new Set(citations.map(({ page }) => page))].sort((a, b) => a - b)
  return `p. ${pages.join(', ')}`
}

function unread(pages: readonly SummaryPage[]): string[] {
  const missing = pages.filter(({ verdict }) => verdict !== 'read' && verdict !== 'ocr')
  if (missing.length === 0) return []
  const lines = runs(missing).map(({ from, to, why }) => `- ${capitalised(pageWords([from, to]))}: ${inLine(why)}`)
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

function pageWords([from, to]: readonly [number, number]): string {
  return from === to ? `page ${from}` : `pages ${from}–${to}`
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
