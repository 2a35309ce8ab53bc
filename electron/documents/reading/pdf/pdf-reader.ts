import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { cleanLine, isPoorText } from '../clean-text.ts'
import { READING_LIMITS } from '../limits.ts'
import { ownTitle } from '../own-title.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader, ReaderInput } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { drawnText } from './drawn-text.ts'
import { headingLevels } from './heading-levels.ts'
import { fontsOf } from './letters.ts'
import { type OutlineEntry, outlineOf } from './outline.ts'
import { type Line, linesOf } from './page-lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import { openedPdf, openPdf } from './pdf-library.ts'
import { PictureFinder } from './picture-finder.ts'
import { readingOrder } from './reading-order.ts'
import { withoutRunningLines } from './running-lines.ts'
import { gatherRuns, placedBy } from './text-runs.ts'
import { titleOnPage } from './title-on-page.ts'

interface RawPage {
  readonly lines: Line[]
  readonly rotated: readonly string[]
  readonly tiny: readonly string[]
  readonly offPage: readonly string[]
  readonly white: readonly string[]
  readonly covered: readonly string[]
  readonly pictures: boolean
  readonly why: string | null
}

/** Every page on its own: one that is damaged costs only itself. */
export const readPdf: Reader = async (input) => {
  const task = openPdf(input.bytes, input.password, input.pdfAssets)
  try {
    const pdf = await openedPdf(task)
    if (pdf.numPages === 0) throw new ReadingFault('empty', 'no pages')
    if (pdf.numPages > READING_LIMITS.pages) throw new ReadingFault('too-many-pages', `${pdf.numPages} pages`)
    const title = await titleOf(pdf)
    const labels = await pdf.getPageLabels().catch(() => null)
    const finder = new PictureFinder(pdf, input)
    try {
      const pages = await readPages(pdf, finder, input)
      return write(pages, await outlineOf(pdf), title, labels)
    } finally {
      await finder.close()
    }
  } finally {
    await task.destroy()
  }
}

async function readPages(pdf: PDFDocumentProxy, finder: PictureFinder, { onPage }: ReaderInput): Promise<RawPage[]> {
  const pages: RawPage[] = []
  let characters = 0
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await readPage(pdf, finder, number)
    characters += page.lines.reduce((sum, line) => sum + line.text.length, 0)
    if (characters > READING_LIMITS.characters) throw new ReadingFault('too-much-text', 'more text than allowed')
    pages.push(page)
    await onPage(number, pdf.numPages)
  }
  return pages
}

async function readPage(pdf: PDFDocumentProxy, finder: PictureFinder, number: number): Promise<RawPage> {
  try {
    const page = await pdf.getPage(number)
    try {
      const steps = await page.getOperatorList()
      const drawn = drawnText(steps, fontsOf(page), page.view)
      const content = drawn.content ?? placedBy(await page.getTextContent())
      const { upright, rotated, tiny, offPage: beside } = gatherRuns([...content, ...drawn.notes], page.view)
      const lines = linesOf(readingOrder(upright))
      const poor = drawn.white.length > 0 || isPoorText(lines.map(({ text }) => text).join(''))
      const pictures = poor && (await finder.has(number, steps))
      // Where a page has a picture, white letters may well stand on it.
      const white = pictures ? [] : drawn.white
      const offPage = [...new Set([...beside, ...drawn.offPage])]
      return { lines, rotated, tiny, offPage, white, covered: drawn.covered, pictures, why: null }
    } finally {
      page.cleanup()
    }
  } catch {
    const why = 'This page is damaged and could not be read.'
    return { lines: [], rotated: [], tiny: [], offPage: [], white: [], covered: [], pictures: false, why }
  }
}

function write(
  raw: readonly RawPage[],
  outline: readonly OutlineEntry[],
  title: string | null,
  labels: readonly string[] | null,
) {
  const { pages, removed } = withoutRunningLines(raw.map((page) => page.lines))
  const paragraphs = pages.map(paragraphsOf)
  const levelOf = headingLevels(paragraphs, outline)
  const writer = new PageWriter('page')
  for (const [at, { rotated, tiny, offPage, white, covered, pictures, why }] of raw.entries()) {
    writer.begin(labelOf(at + 1, labels?.[at]))
    if (why !== null) writer.skip(why)
    if (pictures) writer.picture()
    for (const paragraph of paragraphs[at] ?? []) {
      const level = levelOf(paragraph)
      if (level === null) writer.paragraph(paragraph.text)
      else writer.heading(paragraph.text, level)
    }
    if (rotated.length > 0) writer.paragraph(rotated.join(' '))
    if (tiny.length > 0) writer.hidden('tiny', tiny.join(' '))
    if (offPage.length > 0) writer.hidden('off-page', offPage.join(' '))
    if (white.length > 0) writer.hidden('white', white.join(' '), true)
    if (covered.length > 0) writer.hidden('covered', covered.join(' '), true)
  }
  const shownTitle = ownTitle(cleanLine(title ?? '')) ?? titleOnPage(paragraphs)
  return writer.finish(shownTitle, removed === 0 ? [] : [RUNNING_LINES])
}

const RUNNING_LINES = 'Lines that repeat at the top or bottom of the pages, such as page numbers, are left out.'

/** As printed on the page, where the file says so. */
function labelOf(number: number, printed: string | undefined): string {
  const differs = printed !== undefined && printed !== '' && printed !== String(number)
  return differs ? `Page ${printed} (${number} in the file)` : `Page ${number}`
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string | null> {
  try {
    const { info } = await pdf.getMetadata()
    const title: unknown = Reflect.get(info, 'Title')
    return typeof title === 'string' ? title : null
  } catch {
    return null
  }
}
