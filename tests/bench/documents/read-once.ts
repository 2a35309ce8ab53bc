import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openedPdf, openPdf } from '../../../electron/documents/reading/pdf/pdf-library.ts'
import { readBytes } from '../../../electron/documents/reading/read-bytes.ts'
import { readPdfAssets } from '../../../electron/documents/room/process/pdf-assets.ts'
import { type PdfText, writePdf } from '../../support/documents/write-pdf.ts'

/* Reads one PDF, by Agate or by pdf.js alone, and says what that took. Without arguments it only offers the file's writer. */

const LINES = 44
const WORDS = 'the reader follows every line of this long manual and finds a word about each of its many parts'.split(
  ' ',
)

/** Pages as dense as those of a manual: a head, a foot, a heading and 44 lines. */
export function writeLongPdf(pages: number): Uint8Array {
  return writePdf(
    Array.from({ length: pages }, (_, at) => densePage(at)),
    { deflate: true },
  )
}

function densePage(page: number): PdfText[] {
  const texts: PdfText[] = [
    { text: 'The long manual', x: 72, y: 820, size: 9 },
    { text: `Chapter ${page}`, x: 72, y: 790, size: 16 },
  ]
  for (let line = 0; line < LINES; line += 1) {
    const from = (page * 7 + line * 3) % WORDS.length
    const words = [...WORDS.slice(from), ...WORDS.slice(0, from)]
    texts.push({ text: words.slice(0, 17).join(' '), x: 72, y: 765 - line * 16 })
  }
  return [...texts, { text: String(page + 1), x: 290, y: 20, size: 9 }]
}

async function readByAgate(bytes: Uint8Array): Promise<number> {
  const onPage = () => Promise.resolve()
  return (await readBytes({ bytes, name: 'long.pdf', password: null, pdfAssets: assets(), onPage })).pages.length
}

async function readBare(bytes: Uint8Array): Promise<number> {
  const task = openPdf(bytes, null, assets())
  const pdf = await openedPdf(task)
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    await page.getTextContent()
    page.cleanup()
  }
  return pdf.numPages
}

function assets() {
  return readPdfAssets(join(import.meta.dirname, '../../node_modules/pdfjs-dist'))
}

const [side, file] = process.argv.slice(2)
if ((side === 'agate' || side === 'bare') && file !== undefined) {
  const bytes = new Uint8Array(readFileSync(file))
  const start = process.cpuUsage()
  const pages = await (side === 'agate' ? readByAgate(bytes) : readBare(bytes))
  const { user, system } = process.cpuUsage(start)
  process.send?.({ pages, cpuSeconds: (user + system) / 1e6 }, () => process.exit(0))
}
