import { entryEnds } from './contents-page.ts'

/** A stretch of a page's text. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Block extends Span {
  readonly kind: 'prose' | 'rows' | 'heading' | 'contents'
}

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/u
const LINE_MARK = /^\s*(?:[-*+•‣▪◦–·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S/iu
const ROWS_SHARE = 0.5

/** Divides the text of a page at its headings and empty lines, and tells prose from tables and code. */
export function blocksOf(text: string, headings: readonly Span[]): Block[] {
  const entries = entryEnds(text)
  const blocks: Block[] = []
  let fence = false
  for (const lines of groupsOf(text, headings)) {
    const first = lines[0]
    const last = lines.at(-1)
    if (first === undefined || last === undefined) continue
    const span = { from: first.from, to: last.to }
    if (first.heading) blocks.push({ ...span, kind: 'heading' })
    else if (entries !== null) blocks.push(...entriesOf(span, entries))
    else {
      const marks = lines.filter(({ from, to }) => FENCE.test(text.slice(from, to))).length
      const rows = fence || marks > 0 || looksLikeRows(lines.map(({ from, to }) => text.slice(from, to)))
      if (marks % 2 === 1) fence = !fence
      if (rows) blocks.push({ ...span, kind: 'rows' })
      else blocks.push(...itemsOf(text, lines))
    }
  }
  return blocks
}

interface Line extends Span {
  readonly heading: boolean
}

/** Lines between empty lines and headings. */
function groupsOf(text: string, headings: readonly Span[]): Line[][] {
  const groups: Line[][] = [[]]
  const waiting = [...headings].sort((a, b) => a.from - b.from)
  for (let from = 0; from < text.length;) {
    const heading = waiting[0]
    if (heading !== undefined && heading.from <= from) {
      waiting.shift()
      if (heading.to > from) {
        groups.push([{ from, to: heading.to, heading: true }], [])
        from = heading.to
      }
      continue
    }
    const end = text.indexOf('\n', from)
    const to = Math.min(end === -1 ? text.length : end, heading?.from ?? text.length)
    if (text.slice(from, to).trim() === '') groups.push([])
    else groups.at(-1)?.push({ from, to, heading: false })
    from = Math.max(to, text.startsWith('\n', to) ? to + 1 : to)
  }
  return groups.filter((lines) => lines.length > 0)
}

/** Each entry of a table of contents, also where they were joined to one paragraph; `ends` loses those that were passed. */
function entriesOf({ from, to }: Span, ends: number[]): Block[] {
  const blocks: Block[] = []
  let start = from
  while (start < to) {
    const end = ends[0] ?? to
    if (end <= to) ends.shift()
    if (end > start) blocks.push({ from: start, to: Math.min(end, to), kind: 'contents' })
    start = Math.max(start, Math.min(end, to))
  }
  return blocks
}

/** A list inside a paragraph: each item is a block of its own, so that no sentence runs over two. */
function itemsOf(text: string, lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  for (const { from, to } of lines) {
    const before = blocks.at(-1)
    if (before !== undefined && !LINE_MARK.test(text.slice(from, to))) {
      blocks[blocks.length - 1] = { ...before, to }
    } else blocks.push({ from, to, kind: 'prose' })
  }
  return blocks
}

function looksLikeRows(lines: readonly string[]): boolean {
  const rows = lines.filter((line) => isTableRow(line) || isCode(line)).length
  return rows > 0 && rows >= ROWS_SHARE * lines.length
}

function isTableRow(line: string): boolean {
  return /\S\s*\|\s*\S|^\s*\|/u.test(line) || /\S(?:\t|\s{3,})\S/u.test(line)
}

function isCode(line: string): boolean {
  return /[;{}]\s*$|^\s*[{}[\]<]|^(?:\t| {4,})\S.*[=(){}<>;]|\)\s*=>|^\s*(?:\/\/|\/\*|#include|import |const |def |class \w+[({:])/u.test(
    line,
  )
}
