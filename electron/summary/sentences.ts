import type { Heading, Page } from '../../shared/model/document.ts'
import type { Turns } from '../turns.ts'
import type { Sentence, SentenceKind } from './sentence.ts'
import { type Block, blocksOf, type Span } from './text/blocks.ts'
import { cutLong } from './text/cut-long.ts'
import { sentenceSpans, trimmed } from './text/sentence-breaks.ts'

type PageWithText = Pick<Page, 'page' | 'text'>

interface TextWithHeadings {
  readonly pages: readonly PageWithText[]
  readonly headings: readonly Heading[]
}

/**
 * Every sentence of every page that could be read. Each character that is no white space is in exactly one of them, and
 * `page.text.slice(from, to) === text`. A sentence that runs over the end of a page is two.
 */
export function sentencesOf({ pages, headings }: TextWithHeadings): Sentence[] {
  const byPage = headingsByPage(headings)
  const sentences: Sentence[] = []
  for (const page of pages) addPage(sentences, page, byPage.get(page.page) ?? [])
  return withText(sentences)
}

/** The same of a document of any length. */
export async function sentencesInTurns({ pages, headings }: TextWithHeadings, turns: Turns): Promise<Sentence[]> {
  const byPage = headingsByPage(headings)
  const sentences: Sentence[] = []
  for (const page of pages) {
    addPage(sentences, page, byPage.get(page.page) ?? [])
    await turns.give()
  }
  return withText(sentences)
}

/** The same of one page, where what counts as text is up to the caller: a table of contents is filler, whatever else there is. */
export function sentencesOfPage(page: PageWithText, headings: readonly Heading[]): Sentence[] {
  const sentences: Sentence[] = []
  addPage(sentences, page, headings)
  return sentences
}

function headingsByPage(headings: readonly Heading[]): ReadonlyMap<number, Heading[]> {
  const byPage = new Map<number, Heading[]>()
  for (const heading of headings) {
    const known = byPage.get(heading.page)
    if (known === undefined) byPage.set(heading.page, [heading])
    else known.push(heading)
  }
  return byPage
}

function addPage(sentences: Sentence[], page: PageWithText, headings: readonly Heading[]): void {
  const spans = headings.map((heading) => headingSpan(page.text, heading))
  let block = sentences.at(-1)?.block ?? -1
  let before: Block['kind'] | null = null
  for (const each of blocksOf(page.text, spans)) {
    // A table whose rows are separated by empty lines is one table.
    if (each.kind !== before || each.kind === 'prose' || each.kind === 'heading') block += 1
    before = each.kind
    for (const span of spansOf(page.text, each)) {
      const text = page.text.slice(span.from, span.to)
      sentences.push({ id: sentences.length, page: page.page, ...span, text, kind: kindOf(each, text), block })
    }
  }
}

function headingSpan(text: string, { offset, text: title }: Heading): Span {
  if (text.startsWith(title, offset)) return { from: offset, to: offset + title.length }
  const end = text.indexOf('\n', offset)
  return { from: offset, to: end === -1 ? text.length : end }
}

function spansOf(text: string, block: Block): Span[] {
  const isProse = block.kind === 'prose'
  const spans = isProse ? sentenceSpans(text, block.from, block.to) : linesOf(text, block)
  return spans.flatMap((span) => (isProse ? withoutBullet(text, span) : [span])).flatMap((span) => cutLong(text, span))
}

const BULLET = /^[•‣⁃◦▪▫●○■□–—*·-]\s+(?=\S)/u

/** The mark before an item of a list is no part of what it says, and would stand in every quotation of it. */
function withoutBullet(text: string, { from, to }: Span): Span[] {
  const mark = BULLET.exec(text.slice(from, to))?.[0]
  if (mark === undefined) return [{ from, to }]
  return [
    { from, to: from + mark.trimEnd().length },
    { from: from + mark.length, to },
  ]
}

function linesOf(text: string, { from, to }: Span): Span[] {
  let at = from
  return text
    .slice(from, to)
    .split('\n')
    .flatMap((line) => {
      const start = at
      at += line.length + 1
      return trimmed(text, start, start + line.length) ?? []
    })
}

function kindOf(block: Block, text: string): SentenceKind {
  if (block.kind === 'heading') return 'heading'
  if (block.kind === 'contents' || !/[\p{L}\p{N}]/u.test(text)) return 'filler'
  return block.kind === 'rows' ? 'row' : 'prose'
}

/** Where a document has nothing else, its table of contents is what it says. */
function withText(sentences: Sentence[]): Sentence[] {
  if (sentences.some(({ kind }) => kind === 'prose' || kind === 'row')) return sentences
  return sentences.map((sentence) => (isEntry(sentence) ? { ...sentence, kind: 'row' } : sentence))
}

/** Of a table of contents. */
export function isEntry({ kind, text }: Sentence): boolean {
  return kind === 'filler' && /[\p{L}\p{N}]/u.test(text)
}
