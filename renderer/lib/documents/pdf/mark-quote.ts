import { findQuote } from '../find-quote.ts'

/** Where a sentence stands in a page's text layer, piece by piece; empty when it is not there word for word. */
export function quoteRanges(pieces: readonly HTMLElement[], quote: string): Range[] {
  const texts = pieces.map((piece) => piece.textContent)
  const found = findQuote(texts.join('\n'), quote)
  if (found === null) return []
  let offset = 0
  return pieces.flatMap((piece, index) => {
    const length = texts[index]?.length ?? 0
    const start = Math.max(0, found.start - offset)
    const end = Math.min(length, found.end - offset)
    offset += length + 1
    const node = piece.firstChild
    if (start >= end || node === null) return []
    const range = new Range()
    range.setStart(node, start)
    range.setEnd(node, end)
    return [range]
  })
}

/** Lays a mark over each range. The marks are placed in `layer`, whose corner is that of the page. */
export function layMarks(layer: HTMLElement, ranges: readonly Range[]): HTMLElement[] {
  const origin = layer.getBoundingClientRect()
  const marks = ranges
    .flatMap((range) => [...range.getClientRects()])
    .map(({ left, top, width, height }) => {
      const mark = document.createElement('mark')
      mark.style.left = `${left - origin.left}px`
      mark.style.top = `${top - origin.top}px`
      mark.style.width = `${width}px`
      mark.style.height = `${height}px`
      return mark
    })
  layer.replaceChildren(...marks)
  return marks
}
