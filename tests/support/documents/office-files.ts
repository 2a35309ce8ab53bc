import { writeZip, type ZipEntry } from './write-zip.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface Related {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external?: boolean
}

export function relations(list: readonly Related[]): string {
  const rows = list.map(
    ({ id, type, target, external = false }) =>
      `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  )
  return `<Relationships ${RELATIONS}>${rows.join('')}</Relationships>`
}

/** A part of a Word document beside its text: “header”, “footnotes”, “comments”, with what stands in it. */
export interface WordPart {
  readonly type: string
  readonly content: string | Uint8Array
}

export function docx(
  body: string,
  more: readonly ZipEntry[] = [],
  parts: readonly WordPart[] = [],
): Uint8Array<ArrayBuffer> {
  const nameOf = (at: number) => `part${at}.${parts[at]?.type === 'image' ? 'png' : 'xml'}`
  const related = parts.map(({ type }, at) => ({ id: `rId${at}`, type, target: nameOf(at) }))
  return writeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    ...(parts.length === 0 ? [] : [{ name: 'word/_rels/document.xml.rels', content: relations(related) }]),
    ...parts.map(({ content }, at) => ({
      name: `word/${nameOf(at)}`,
      content: typeof content === 'string' ? `<w:part ${W}>${content}</w:part>` : content,
    })),
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/styles.xml',
      content: `<w:styles ${W}><w:style w:styleId="U1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="U2"><w:name w:val="Mine"/><w:basedOn w:val="U1"/></w:style><w:style w:styleId="L1"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>`,
    },
    ...more,
  ])
}

export function paragraph(text: string, properties = '', runProperties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${runProperties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

export function drawing(id: string): string {
  return `<w:drawing><a:blip r:embed="${id}"/></w:drawing>`
}

const slide = (shapes: string, hidden = false) =>
  `<p:sld xmlns:p="p" xmlns:a="a"${hidden ? ' show="0"' : ''}>${shapes}</p:sld>`
export const shape = (type: string, text: string) =>
  `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`

export interface Slide {
  readonly shapes: string
  readonly notes?: string
  readonly comment?: string
  /** The file of the picture that its shapes call “image”. */
  readonly image?: Uint8Array
  readonly hidden?: boolean
}

export const slidePicture = '<p:pic><p:blipFill><a:blip r:embed="image"/></p:blipFill></p:pic>'

/** Slides are stored in the order opposite to the one in which they are shown. */
export function pptx(slides: readonly Slide[]): Uint8Array<ArrayBuffer> {
  const stored = (at: number) => slides.length - at
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at}"/>`).join('')
  return writeZip([
    {
      name: 'ppt/presentation.xml',
      content: `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      content: relations(
        slides.map((_, at) => ({ id: `rId${at}`, type: 'slide', target: `slides/slide${stored(at)}.xml` })),
      ),
    },
    ...slides.flatMap((one, at): ZipEntry[] => [
      { name: `ppt/slides/slide${stored(at)}.xml`, content: slide(one.shapes, one.hidden) },
      ...beside(`ppt/slides/_rels/slide${stored(at)}.xml.rels`, one, at),
    ]),
  ])
}

function beside(rels: string, { notes, comment, image }: Slide, at: number): ZipEntry[] {
  const parts = [
    {
      id: 'n',
      type: 'notesSlide',
      name: `notesSlides/n${at}.xml`,
      content: notes === undefined ? undefined : slide(shape('body', notes) + shape('sldNum', '7')),
    },
    {
      id: 'c',
      type: 'comments',
      name: `comments/c${at}.xml`,
      content: comment === undefined ? undefined : `<p:cmLst><p:cm><p:text>${comment}</p:text></p:cm></p:cmLst>`,
    },
    { id: 'image', type: 'image', name: `media/i${at}.png`, content: image },
  ].flatMap(({ content, ...part }) => (content === undefined ? [] : [{ ...part, content }]))
  if (parts.length === 0) return []
  const related = parts.map(({ id, type, name }) => ({ id, type, target: `../${name}` }))
  return [
    { name: rels, content: relations(related) },
    ...parts.map(({ name, content }) => ({ name: `ppt/${name}`, content })),
  ]
}

export function xlsx(
  name: string,
  strings: readonly string[],
  rows: string,
  {
    more = [],
    properties = '',
    state = 'visible',
  }: { readonly more?: readonly ZipEntry[]; readonly properties?: string; readonly state?: string } = {},
): Uint8Array<ArrayBuffer> {
  return writeZip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r">${properties}<sheets><sheet name="${name}" state="${state}" r:id="s1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([{ id: 's1', type: 'worksheet', target: '/xl/worksheets/one.xml' }]),
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/worksheets/one.xml', content: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
    ...more,
  ])
}

export function odf(
  kind: 'text' | 'presentation' | 'spreadsheet',
  content: string,
  manifest = '<manifest/>',
  more: readonly ZipEntry[] = [],
): Uint8Array<ArrayBuffer> {
  const names = 'xmlns:office="o" xmlns:text="t" xmlns:table="ta" xmlns:draw="d"'
  return writeZip([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}` },
    { name: 'META-INF/manifest.xml', content: manifest },
    {
      name: 'content.xml',
      content: `<office:document-content ${names}><office:body>${content}</office:body></office:document-content>`,
    },
    ...more,
  ])
}

export function epub(
  chapters: readonly string[],
  spine: readonly number[],
  more: readonly ZipEntry[] = [],
): Uint8Array<ArrayBuffer> {
  const items = chapters.map((_, at) => `<item id="c${at}" href="text/chapter%20${at}.xhtml"/>`).join('')
  const order = spine.map((at) => `<itemref idref="c${at}"/>`).join('')
  return writeZip([
    { name: 'mimetype', content: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      content: '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    },
    {
      name: 'OEBPS/book.opf',
      content: `<package xmlns:dc="dc"><metadata><dc:title>A Book</dc:title></metadata><manifest>${items}</manifest><spine>${order}</spine></package>`,
    },
    ...chapters.map((content, at) => ({ name: `OEBPS/text/chapter ${at}.xhtml`, content })),
    ...more,
  ])
}
