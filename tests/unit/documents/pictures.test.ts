import { describe, expect, it } from 'vitest'
import { type GreyImage, png } from '../../support/documents/image-files.ts'
import {
  docx,
  drawing,
  epub,
  odf,
  paragraph,
  pptx,
  shape,
  slidePicture,
  xlsx,
} from '../../support/documents/office-files.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'

const textOf = async (name: string, bytes: Uint8Array | string) => wholeText(await readHere(name, bytes)).split('\n\n')

describe('A picture beside a text', () => {
  const image = (width: number, height: number): GreyImage => ({ width, height, grey: new Uint8Array(width * height) })
  const large = png(image(400, 300))
  const WHY = 'It shows pictures beside its text; letters in those are read only when they are recognised.'
  const words = 'More than twenty letters stand beside it.'
  const seen = async (name: string, bytes: Uint8Array) =>
    (await readHere(name, bytes)).pages.map(({ verdict, why, pictures }) => [verdict, why, pictures])

  it('is told in the accounting', async () => {
    const inWord = docx(paragraph(words) + drawing('rId0'), [], [{ type: 'image', content: large }])
    expect(await seen('a.docx', inWord)).toEqual([['read', WHY, true]])
    const shapes = shape('body', words) + slidePicture
    expect(await seen('a.pptx', pptx([{ shapes, image: large }]))).toEqual([['read', WHY, true]])
    const framed = `<text:p>${words}</text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>`
    const picture = { name: 'Pictures/a.png', content: large }
    expect(await seen('a.odt', odf('text', framed, '<manifest/>', [picture]))).toEqual([['read', WHY, true]])
    const book = epub([`<p>${words}</p><img src="../a.png"/>`], [0], [{ name: 'OEBPS/a.png', content: large }])
    expect(await seen('a.epub', book)).toEqual([['read', WHY, true]])
    expect((await readHere('a.epub', book)).remarks).toEqual([
      'Pictures stand beside the text; letters in them are read only when they are recognised.',
    ])
  })

  it('is told where it is a file inside of a text, a web page or a mail, so that its letters can be recognised', async () => {
    const hex = Buffer.from(large)
      .toString('hex')
      .replaceAll(/(.{100})/gu, '$1\n')
    const twice = `{\\*\\shppict{\\pict\\pngblip\\picw400 ${hex}}}{\\nonshppict{\\pict\\wmetafile8 0100}}`
    expect(await seen('a.rtf', Buffer.from(`{\\rtf1 ${words}\\par ${twice}}`))).toEqual([['read', WHY, true]])
    const raw = `{\\pict\\pngblip\\bin${large.length} ${Buffer.from(large).toString('latin1')}}`
    expect(await seen('a.rtf', Buffer.from(`{\\rtf1 ${words}\\par ${raw}}`, 'latin1'))).toEqual([['read', WHY, true]])
    const base64 = Buffer.from(large).toString('base64')
    const page = `<html><p>${words}<p><img src="data:image/png;base64,${base64}">`
    expect(await seen('a.html', Buffer.from(page))).toEqual([['read', WHY, true]])
    const mail =
      'From: ada@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n' +
      `<p>${words}<img src="cid:one@x">\n--b\nContent-Type: image/png\nContent-ID: <one@x>\nContent-Transfer-Encoding: base64\n\n${base64}\n--b--\n`
    expect(await seen('a.eml', Buffer.from(mail))).toEqual([['read', WHY, true]])
  })

  it('is told where its letters cannot be recognised: a drawing, and what is not in the file', async () => {
    const DRAWN =
      'It shows a drawing beside its text, whose letters Agate cannot recognise: save the document as a PDF and add that.'
    const OUTSIDE = 'It shows a picture that is not in the file, so what stands in it is not read.'
    const emf = [{ type: 'image', content: Buffer.from('0100000058000000', 'hex') }]
    const inWord = docx(paragraph(words) + drawing('rId0'), [], emf)
    expect(await seen('a.docx', inWord)).toEqual([['read', DRAWN, false]])
    expect((await readHere('a.docx', inWord)).remarks).toEqual([
      'Drawings stand beside the text, whose letters Agate cannot recognise: save the document as a PDF and add that.',
    ])
    const meta = `{\\rtf1 ${words}\\par {\\pict\\wmetafile8 010009000003}}`
    expect(await seen('a.rtf', Buffer.from(meta))).toEqual([['read', DRAWN, false]])
    expect(
      await seen('a.html', Buffer.from(`<html><p>${words}<img src="https://example.org/a.png" width="100%">`)),
    ).toEqual([['read', OUTSIDE, false]])
    const both = docx(paragraph(words) + drawing('rId0') + drawing('rId9'), [], [{ type: 'image', content: large }])
    expect(await seen('a.docx', both)).toEqual([['read', `${WHY} ${OUTSIDE}`, true]])
  })

  it('is not, where a web page says that it is small, or an ornament', async () => {
    const page = `<html><p>${words}<img src="a.png" width="32" height="32"><img src="line.gif" alt="">`
    expect(await seen('a.html', Buffer.from(page))).toEqual([['read', null, false]])
  })

  it('is not, where it is too small for words, or was shown before', async () => {
    const small = [{ type: 'image', content: png(image(40, 40)) }]
    expect(await seen('a.docx', docx(paragraph(words) + drawing('rId0'), [], small))).toEqual([['read', null, false]])
    const book = epub(
      [1, 2].map(() => `<p>${words}</p><img src="../a.png"/>`),
      [0, 1],
      [{ name: 'OEBPS/a.png', content: large }],
    )
    expect(await seen('a.epub', book)).toEqual([
      ['read', WHY, true],
      ['read', null, false],
    ])
  })

  it('makes a document of nothing but scans several parts', async () => {
    const scans = Array.from({ length: 9 }, () => ({ type: 'image', content: large }))
    const body = scans.map((_, at) => `<w:p><w:r>${drawing(`rId${at}`)}</w:r></w:p>`).join('')
    expect(await seen('a.docx', docx(body, [], scans))).toHaveLength(3)
  })
})

describe('How a picture is described to those who cannot see it', () => {
  const described = '<wp:docPr descr="Sales by year&#10;&#10;Description automatically generated"/>'

  it('is read, in the words of its author', async () => {
    const body = `<w:p><w:r><w:drawing>${described}<a:blip r:embed="x"/></w:drawing></w:r></w:p>${paragraph('Text.')}`
    expect(await textOf('a.docx', docx(body))).toEqual(['Picture: Sales by year', 'Text.'])
    const chart = `<w:p><w:r><w:drawing>${described}<c:chart/></w:drawing></w:r></w:p>${paragraph('Text.')}`
    expect(await textOf('a.docx', docx(chart))).toEqual(['Picture: Sales by year', 'Text.'])
    const pic =
      '<p:pic><p:nvPicPr><p:cNvPr descr="A red boat"/></p:nvPicPr><p:blipFill><a:blip r:embed="x"/></p:blipFill></p:pic>'
    expect(await textOf('a.pptx', pptx([{ shapes: pic + shape('body', 'Text.') }]))).toEqual([
      'Picture: A red boat',
      'Text.',
    ])
    const rtf = String.raw`{\rtf1 {\pict{\*\picprop{\sp{\sn wzName}{\sv Fig 1}}{\sp{\sn wzDescription}{\sv A red boat}}}\wmetafile8 0100}\par Text.\par}`
    expect(await textOf('a.rtf', Buffer.from(rtf))).toEqual(['Picture: A red boat', 'Text.'])
    const page =
      '<html><p>Made of <img src="h2o.png" alt="water"> and salt <img src="s.png" alt="🙂">.<p><img src="b.png" alt="A red boat">'
    expect(await textOf('a.html', Buffer.from(page))).toEqual([
      'Made of (Picture: water) and salt 🙂.',
      'Picture: A red boat',
    ])
  })

  it('is none where it is the name of a file or a word for any picture', async () => {
    const page =
      '<html><p>Text.<p><img src="a" alt="IMG_2041.jpg"><img src="b" alt="Picture 3"><img src="c" alt="image">'
    expect(await textOf('a.html', Buffer.from(page))).toEqual(['Text.'])
  })

  it('does not make a page of nothing but pictures one that was read', async () => {
    const { pages } = await readHere('a.html', '<html><img src="scan1.png" alt="Page 1 of the lease">')
    expect(pages).toMatchObject([{ verdict: 'no-text', pictures: true, text: '' }])
  })
})

describe('A slide that is not shown', () => {
  it('is read, and called what it is', async () => {
    const hidden = pptx([{ shapes: shape('body', 'Seen') }, { shapes: shape('body', 'Spare'), hidden: true }])
    const labels = async (name: string, bytes: Uint8Array) =>
      (await readHere(name, bytes)).pages.map(({ label, text }) => [label, text])
    expect(await labels('a.pptx', hidden)).toEqual([
      ['Slide 1', 'Seen'],
      ['Slide 2 (hidden slide)', 'Spare'],
    ])
    const styles =
      '<style:style style:name="dp1"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    const page = '<draw:page draw:style-name="dp1"><text:p>Spare</text:p></draw:page>'
    expect(await labels('a.odp', odf('presentation', styles + page))).toEqual([['Slide 1 (hidden slide)', 'Spare']])
  })
})

describe('A sheet that is not shown', () => {
  it('is read, and called what it is', async () => {
    const style = (name: string, display: boolean) =>
      `<style:style style:name="${name}"><style:table-properties table:display="${display}"/></style:style>`
    const sheet = (name: string, look: string, text: string) =>
      `<table:table table:name="${name}" table:style-name="${look}"><table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row></table:table>`
    const sheets =
      style('ta1', true) + style('ta2', false) + sheet('People', 'ta1', 'Seen') + sheet('Pay', 'ta2', 'Spare')
    const { pages } = await readHere('a.ods', odf('spreadsheet', sheets))
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      ['People', 'Seen'],
      ['Pay (hidden sheet)', 'Spare'],
    ])
    const rows = '<row><c r="A1" t="str"><v>Spare</v></c></row>'
    for (const state of ['hidden', 'veryHidden']) {
      const workbook = xlsx('Pay', [], rows, { state })
      expect((await readHere('a.xlsx', workbook)).pages.map(({ label }) => label)).toEqual(['Pay (hidden sheet)'])
    }
  })
})

describe('What a web page draws', () => {
  it('is read: words in a drawing and a formula, without what describes them', async () => {
    const page =
      '<html><title>Sea</title><p>Depth <math><mi>d</mi><mo>=</mo><mn>2</mn><annotation>d = 2</annotation></math> m' +
      '<svg><title>Icon</title><desc>not seen</desc><text>Harbour</text></svg>'
    const document = await readHere('a.html', page)
    expect(document.title).toBe('Sea')
    expect(wholeText(document)).toContain('Depth d=2 m')
    expect(wholeText(document)).toContain('Harbour')
    expect(wholeText(document)).not.toMatch(/not seen|d = 2|Icon/u)
  })
})
