import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a reader program shows beside the pages to jump to. */
export interface OutlineEntry {
  readonly title: string
  /** From 1. */
  readonly level: number
  /** From 0. */
  readonly page: number
}

/** More is no outline of anything that a person wrote. */
const ENTRIES_MAX = 5000

/** In the order of the document, without entries that lead nowhere. To be called when the pages were read: finding them is slow before. */
export async function outlineOf(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  try {
    const waiting = itemsOf(await pdf.getOutline(), 1)
    for (let seen = 0; seen < ENTRIES_MAX; seen += 1) {
      const item = waiting.shift()
      if (item === undefined) break
      waiting.unshift(...itemsOf(item.items, item.level + 1))
      const page = await pageOf(pdf, item.dest)
      if (page !== null) entries.push({ title: item.title, level: item.level, page })
    }
  } catch {
    // A damaged outline is none; the text does not need it.
  }
  return entries
}

interface Item {
  readonly title: string
  readonly dest: unknown
  readonly items: unknown
  readonly level: number
}

function itemsOf(items: unknown, level: number): Item[] {
  if (!Array.isArray(items)) return []
  return items.map((item: Omit<Item, 'level'>) => ({ ...item, level }))
}

async function pageOf(pdf: PDFDocumentProxy, dest: unknown): Promise<number | null> {
  try {
    const place: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const target: unknown = Array.isArray(place) ? place[0] : null
    if (typeof target === 'number') return target
    return isReference(target) ? await pdf.getPageIndex(target) : null
  } catch {
    return null
  }
}

function isReference(target: unknown): target is { num: number; gen: number } {
  return typeof target === 'object' && target !== null && 'num' in target && 'gen' in target
}
