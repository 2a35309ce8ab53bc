import type { PageText } from '../../../shared/model/attachment.ts'
import type { TextRange } from './find-quote.ts'

export interface Piece {
  readonly text: string
  readonly isMarked: boolean
}

export interface Block {
  /** Of a heading; null for a paragraph. */
  readonly level: number | null
  readonly pieces: readonly Piece[]
}

/** A page's text as headings and paragraphs, with one stretch of it marked. */
export function pageBlocks({ text, headings }: PageText, mark: TextRange | null): Block[] {
  const levels = new Map(headings.map(({ offset, level }) => [offset, level]))
  const blocks: Block[] = []
  for (const { index, 0: paragraph } of text.matchAll(/[^\n]+(?:\n[^\n]+)*/gu)) {
    blocks.push({ level: levels.get(index) ?? null, pieces: pieces(paragraph, index, mark) })
  }
  return blocks
}

function pieces(text: string, offset: number, mark: TextRange | null): Piece[] {
  const start = Math.max(0, (mark?.start ?? 0) - offset)
  const end = Math.min(text.length, (mark?.end ?? 0) - offset)
  if (mark === null || start >= end) return [{ text, isMarked: false }]
  const cut = [
    { text: text.slice(0, start), isMarked: false },
    { text: text.slice(start, end), isMarked: true },
    { text: text.slice(end), isMarked: false },
  ]
  return cut.filter((piece) => piece.text !== '')
}
