import { deflateSync } from 'node:zlib'
import { type PdfEncryption, pdfCipher } from './encrypt-pdf.ts'

export interface PdfText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  /** Fill colour from 0 (black) to 1 (white). */
  readonly grey?: number
}

/** An image of 8-bit greys, or of whatever its dictionary says, stretched over part of the page. */
export interface PdfImage {
  readonly width: number
  readonly height: number
  readonly samples: Uint8Array
  /** Entries of its dictionary instead of those for greys. */
  readonly entries?: string
  readonly place: readonly [x: number, y: number, width: number, height: number]
}

/** A filled rectangle. */
export interface PdfBox {
  readonly box: readonly [x: number, y: number, width: number, height: number]
  readonly grey: number
}

export type PdfDrawing = PdfText | PdfImage | PdfBox

/** What a reader program lists beside the pages. */
export interface PdfOutlineEntry {
  readonly title: string
  /** From 1. */
  readonly level: number
  /** From 1. */
  readonly page: number
}

export interface PdfOptions {
  readonly title?: string
  readonly outline?: readonly PdfOutlineEntry[]
  /** Written as the content of the pages instead of texts. */
  readonly rawContent?: readonly Buffer[]
  readonly deflate?: boolean
  /** What the letters A to Z are said to stand for, from this code of Unicode on; what is drawn stays the same. */
  readonly lettersStandFor?: number
  readonly encryption?: PdfEncryption
  /** Further entries of the catalogue, of each page, of its resources and of the font. */
  readonly catalogue?: string
  readonly page?: string
  readonly resources?: string
  readonly font?: string
  /** In points; otherwise A4. */
  readonly size?: readonly [width: number, height: number]
}

/** A PDF of A4 pages in Helvetica, drawn in the order given. */
export function writePdf(pages: readonly (readonly PdfDrawing[])[], options: PdfOptions = {}): Uint8Array<ArrayBuffer> {
  const contents = options.rawContent ?? pages.map((page) => contentOf(page))
  const objects: Buffer[] = []
  const cipher = options.encryption === undefined ? null : pdfCipher(options.encryption)
  const kids = contents.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  objects.push(Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${options.catalogue ?? ''} >>`))
  objects.push(Buffer.from(`<< /Type /Pages /Count ${contents.length} /Kids [${kids}] >>`))
  const mapped = options.lettersStandFor
  const toUnicode = mapped === undefined ? '' : `/ToUnicode ${4 + 2 * contents.length + imageCount(pages)} 0 R`
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding ${toUnicode} ${options.font ?? ''} >>`
  objects.push(Buffer.from(font))
  const size = options.size ?? [595, 842]
  const images = pages.map((page) => page.filter((drawing) => 'samples' in drawing))
  let nextImage = 4 + 2 * contents.length
  for (const [at, content] of contents.entries()) {
    const named = (images[at] ?? []).map((_, index) => `/I${index} ${nextImage++} 0 R`).join(' ')
    const resources = `<< /Font << /F1 3 0 R >> /XObject << ${named} >> ${options.resources ?? ''} >>`
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(' ')}] ${options.page ?? ''} /Resources ${resources} /Contents ${5 + 2 * at} 0 R >>`
    const written = options.deflate === true ? deflateSync(content) : content
    const locked = cipher === null ? written : cipher.encrypt(written, 5 + 2 * at)
    objects.push(Buffer.from(page), stream(locked, options.deflate === true))
  }
  for (const image of images.flat()) {
    const samples = cipher?.encrypt(Buffer.from(image.samples), objects.length + 1) ?? image.samples
    objects.push(imageObject({ ...image, samples }))
  }
  if (mapped !== undefined) objects.push(stream(Buffer.from(unicodeMap(mapped)), false))
  if (options.outline !== undefined) {
    const at = objects.length + 1
    objects[0] = Buffer.from(`<< /Type /Catalog /Pages 2 0 R /Outlines ${at} 0 R ${options.catalogue ?? ''} >>`)
    objects.push(...outlineObjects(options.outline, at))
  }
  if (options.title !== undefined) objects.push(Buffer.from(`<< /Title (${escape(options.title)}) >>`, 'latin1'))
  const info = options.title === undefined ? '' : `/Info ${objects.length} 0 R`
  return assemblePdf(objects, `${info} ${cipher?.trailer ?? ''}`)
}

/** Lines of text down a page, as a letter has them. */
export function textPage(lines: readonly string[], size = 11): PdfText[] {
  return lines.map((text, at) => ({ text, x: 72, y: 760 - at * size * 1.25, size }))
}

function contentOf(page: readonly PdfDrawing[]): Buffer {
  let images = 0
  const drawn = page.map((drawing) => {
    if ('box' in drawing) return `${drawing.grey} g ${drawing.box.join(' ')} re f`
    if ('text' in drawing) return draw(drawing)
    const [x, y, width, height] = drawing.place
    return `q ${width} 0 0 ${height} ${x} ${y} cm /I${images++} Do Q`
  })
  return Buffer.from(drawn.join('\n'), 'latin1')
}

/** The root, and one object for each entry behind it. */
function outlineObjects(entries: readonly PdfOutlineEntry[], root: number): Buffer[] {
  const objects = entries.map(({ title, level, page }, at) => {
    const isParent = (entries[at + 1]?.level ?? 0) > level
    const next = entries.findIndex((other, index) => index > at && other.level <= level)
    const below = isParent ? `/First ${root + at + 2} 0 R` : ''
    const behind = next > at && entries[next]?.level === level ? `/Next ${root + next + 1} 0 R` : ''
    return Buffer.from(`<< /Title (${escape(title)}) /Dest [${2 + 2 * page} 0 R /Fit] ${below} ${behind} >>`, 'latin1')
  })
  return [Buffer.from(`<< /Type /Outlines /First ${root + 1} 0 R >>`), ...objects]
}

function imageCount(pages: readonly (readonly PdfDrawing[])[]): number {
  return pages.flat().filter((drawing) => 'samples' in drawing).length
}

function unicodeMap(from: number): string {
  return `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <5a> <${from.toString(16).padStart(4, '0')}> endbfrange endcmap`
}

function imageObject({ width, height, samples, entries }: PdfImage): Buffer {
  const colours = entries ?? '/ColorSpace /DeviceGray /BitsPerComponent 8'
  const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${colours} /Length ${samples.length} >>`
  return Buffer.concat([Buffer.from(`${head}\nstream\n`), samples, Buffer.from('\nendstream')])
}

function draw({ text, x, y, size = 11, grey = 0 }: PdfText): string {
  return `BT ${grey} g /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escape(text)}) Tj ET`
}

function escape(text: string): string {
  return text.replace(/[\\()]/gu, '\\$&')
}

function stream(bytes: Buffer, deflate: boolean): Buffer {
  const head = `<< /Length ${bytes.length}${deflate ? ' /Filter /FlateDecode' : ''} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')])
}

/** Numbered objects as a file; the first is the catalogue. `more` goes into the trailer. */
export function assemblePdf(objects: readonly Buffer[], more = ''): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [at, body] of objects.entries()) {
    offsets.push(length)
    const object = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(object)
    length += object.length
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R ${more} >>`
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`))
  parts.push(Buffer.from(`trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`))
  return new Uint8Array(Buffer.concat(parts))
}
