import type { ZipArchive } from '../archive/zip-archive.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { chartLines } from './chart-lines.ts'
import { docxBlocks } from './docx-blocks.ts'
import { PLAIN_STYLE } from './docx-styles.ts'
import { drawingTexts } from './drawing-blocks.ts'
import { relationshipsOf } from './relationships.ts'
import { picturesOf } from './related-pictures.ts'

interface Beside {
  readonly title: string
  /** Of the parts that hold it. */
  readonly types: readonly string[]
  readonly blocksOf: (archive: ZipArchive, part: string) => HtmlBlock[]
}

/** What stands beside the text of a Word document, in the order in which it is written. */
const BESIDE: readonly Beside[] = [
  { title: 'Diagrams', types: ['diagramData'], blocksOf: drawn },
  { title: 'Charts', types: ['chart'], blocksOf: charted },
  { title: 'Footnotes', types: ['footnotes'], blocksOf: written },
  { title: 'Endnotes', types: ['endnotes'], blocksOf: written },
  { title: 'Comments', types: ['comments'], blocksOf: written },
  { title: 'Headers and footers', types: ['header', 'footer'], blocksOf: written },
]

/** Headers are on every page, and differ between the first, the odd and the even ones: what they say is told once. */
export function besideText(archive: ZipArchive, main: string): HtmlBlock[] {
  const related = relationshipsOf(archive, main)
  return BESIDE.flatMap(({ title, types, blocksOf }) => {
    const parts = new Set(related.flatMap(({ type, target }) => (types.includes(type) ? [target] : [])))
    const found = [...parts].flatMap((part) => blocksOf(archive, part))
    const blocks = types.includes('header') ? once(found) : found
    const heading = { type: 'heading', level: 1, text: title } as const
    return blocks.some(({ type }) => type === 'paragraph') ? [heading, ...blocks] : blocks
  })
}

function written(archive: ZipArchive, part: string): HtmlBlock[] {
  const bytes = archive.read(part)
  if (bytes === null) return []
  return docxBlocks(bytes, { styleOf: () => PLAIN_STYLE, pictureOf: picturesOf(archive, part) }).blocks
}

function drawn(archive: ZipArchive, part: string): HtmlBlock[] {
  const bytes = archive.read(part)
  return bytes === null ? [] : drawingTexts(bytes).map(({ text }) => ({ type: 'paragraph', text }))
}

function charted(archive: ZipArchive, part: string): HtmlBlock[] {
  const bytes = archive.read(part)
  const { titles, series } = bytes === null ? { titles: [], series: [] } : chartLines(bytes)
  return [...titles, ...series].map((text) => ({ type: 'paragraph', text }))
}

function once(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const said = new Set<string>()
  return blocks.filter((block) => {
    if (block.type !== 'paragraph') return true
    const isNew = !said.has(block.text)
    said.add(block.text)
    return isNew
  })
}
