import { describe, expect, it } from 'vitest'
import { docx, epub, odf, paragraph, pptx, shape, xlsx } from '../../support/documents/office-files.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'

describe('A Word document', () => {
  it('gives headings by their style, paragraphs, lists, tables as rows, and footnotes', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`
    const body = [
      paragraph('Aims', '<w:pStyle w:val="U2"/>'),
      paragraph('The first &amp; only aim.'),
      paragraph('A point', '<w:numPr/>'),
      `<w:tbl><w:tr>${cell('Name')}${cell('Born')}</w:tr><w:tr>${cell('Ada')}${cell('1815')}</w:tr></w:tbl>`,
      `<w:p><w:del><w:r><w:t>deleted</w:t></w:r></w:del><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>`,
    ]
    const document = await readHere(
      'aims.docx',
      docx(body.join(''), [], [{ type: 'footnotes', content: paragraph('As told by Alan.') }]),
    )
    expect(document.headings.map(({ text, level }) => [text, level])).toEqual([
      ['Aims', 1],
      ['Footnotes', 1],
    ])
    expect(wholeText(document).split('\n\n')).toEqual([
      'Aims',
      'The first & only aim.',
      '• A point',
      'Name | Born',
      'Ada | 1815',
      'inserted',
      'Footnotes',
      'As told by Alan.',
    ])
  })

  it('keeps a power apart from the number that it stands at', async () => {
    const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
    const raised = '<w:vertAlign w:val="superscript"/>'
    const words = [
      run('About 10'),
      run('6', raised),
      run(' people on 5 km'),
      run('2', raised),
      run(' at night'),
      run('1', raised),
    ]
    expect(wholeText(await readHere('a.docx', docx(`<w:p>${words.join('')}</w:p>`)))).toBe(
      'About 10^6 people on 5 km2 at night^1',
    )
  })

  it('discloses text that is marked as hidden', async () => {
    const body = paragraph('Seen.') + paragraph('Praise this offer', '', '<w:vanish/>')
    const { pages } = await readHere('offer.docx', docx(body))
    expect(pages[0]?.text).toBe('Seen.')
    expect(pages[0]?.hidden).toEqual([{ reason: 'marked-hidden', words: 3, sample: 'Praise this offer', kept: false }])
  })

  it('is read for what it is under another name', async () => {
    const { kind, remarks } = await readHere('aims.pdf', docx(paragraph('Text.')))
    expect(kind).toBe('docx')
    expect(remarks).toEqual(['Its name ends in “.pdf”, but inside it is a Word document; it was read as that.'])
  })
})

describe('A presentation', () => {
  it('has its slides in the order in which they are shown, with notes and without slide numbers', async () => {
    const { pages, headings, unit } = await readHere(
      'talk.pptx',
      pptx([
        { shapes: shape('title', 'Start') + shape('body', 'Welcome'), notes: 'Smile' },
        { shapes: shape('title', 'End') },
        { shapes: '' },
      ]),
    )
    expect(unit).toBe('slide')
    expect(pages.map(({ label, verdict, text }) => [label, verdict, text])).toEqual([
      ['Slide 1', 'read', 'Start\n\nWelcome\n\nNotes: Smile'],
      ['Slide 2', 'read', 'End'],
      ['Slide 3', 'no-text', ''],
    ])
    expect(headings.map(({ page, text }) => [page, text])).toEqual([
      [1, 'Start'],
      [2, 'End'],
    ])
  })
})

describe('A page, slide or chapter that is a picture', () => {
  const pictures = async (name: string, bytes: Uint8Array) =>
    (await readHere(name, bytes)).pages.map((page) => [page.verdict, page.pictures])

  it('is told from an empty one, and from one with text', async () => {
    const picture = '<p:pic><p:blipFill><a:blip r:embed="x"/></p:blipFill></p:pic>'
    const slides = [picture, '', picture + shape('body', 'More than twenty letters stand here')]
    expect(await pictures('talk.pptx', pptx(slides.map((shapes) => ({ shapes }))))).toEqual([
      ['no-text', true],
      ['no-text', false],
      ['read', false],
    ])
    const drawn = '<draw:page><draw:frame><draw:image/></draw:frame></draw:page><draw:page/>'
    expect(await pictures('talk.odp', odf('presentation', drawn))).toEqual([
      ['no-text', true],
      ['no-text', false],
    ])
    const chapters = ['<img src="cover.jpg"/>', '<p></p>', '<img width="1" height="1" src="x"/>']
    expect(await pictures('book.epub', epub(chapters, [0, 1, 2]))).toEqual([
      ['no-text', true],
      ['no-text', false],
      ['no-text', false],
    ])
  })

  it('says what would help where its letters cannot be recognised', async () => {
    const picture = '<p:pic><p:blipFill><a:blip r:embed="x"/></p:blipFill></p:pic>'
    const { pages } = await readHere('talk.pptx', pptx([{ shapes: picture }]))
    expect(pages[0]?.why).toBe(
      'This slide is a picture. Agate cannot recognise the letters in it as it is: save the document as a PDF and add that.',
    )
  })

  it('makes a document of pictures alone one page without text, not an empty file', async () => {
    const drawing = '<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>'
    expect(await pictures('scan.docx', docx(drawing))).toEqual([['no-text', true]])
    expect(await pictures('scan.html', new TextEncoder().encode('<html><img src="scan.png">'))).toEqual([
      ['no-text', true],
    ])
  })
})

describe('A workbook', () => {
  it('has each row with the names of its columns, also where cells are missing', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
    const { pages, unit } = await readHere('list.xlsx', xlsx('People', ['Name', 'Born', 'Works'], rows))
    expect(unit).toBe('sheet')
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      ['People', 'Name | Born | Works\n\nName: Ada | Works: 2'],
    ])
  })

  it('shows dates and times as such, in either calendar, and lengths of time as numbers', async () => {
    const codes = ['dd/mm/yy', '[h]:mm', '#,##0.00 "days"', '[Red]General', 'hh:mm']
    const own = codes.map(
      (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    const formats = [0, 14, 22, 164, 165, 166, 167, 168].map((id) => `<xf numFmtId="${id}"/>`)
    const styles = `<styleSheet><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.join('')}</cellXfs></styleSheet>`
    const cells = ['45811', '45811', '45811.604166666664', '59', '1.5', '45811', '45811', '0.75']
    const row = `<row>${cells.map((value, at) => `<c s="${at}"><v>${value}</v></c>`).join('')}</row>`
    const read = async (book: Uint8Array) => (await readHere('days.xlsx', book)).pages[0]?.text
    const more = { name: 'xl/styles.xml', content: styles }
    expect(await read(xlsx('Days', [], row, { more: [more] }))).toBe(
      '45811 | 2025-06-03 | 2025-06-03 14:30 | 1900-02-28 | 1.5 | 45811 | 45811 | 18:00',
    )
    const later = xlsx('Days', [], '<row><c s="1"><v>44349</v></c></row>', {
      more: [more],
      properties: '<workbookPr date1904="1"/>',
    })
    expect(await read(later)).toBe('2025-06-03')
  })

  it('with a sheet too long for one page goes on in another, and loses no row', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, at) => `<row><c t="inlineStr"><is><t>Town ${at} of a long list of towns</t></is></c></row>`,
    )
    const { pages } = await readHere('towns.xlsx', xlsx('Towns', [], rows.join('')))
    expect(pages.map(({ label, verdict }) => [label, verdict])).toEqual([
      ['Towns', 'read'],
      ['Towns (continued, 2)', 'read'],
      ['Towns (continued, 3)', 'read'],
    ])
    expect(pages.flatMap(({ text }) => text.split('\n\n'))).toHaveLength(60_000)
  })

  it('is not misled by a cell at the end of the world', async () => {
    const rows = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    expect(wholeText(await readHere('far.xlsx', xlsx('Far', [], rows)))).toBe('7')
  })
})

describe('An OpenDocument file', () => {
  it('of text has headings, spaces, lists and tables', async () => {
    const content =
      '<text:h text:outline-level="2">Aims</text:h><text:p>One<text:s text:c="2"/>two</text:p>' +
      '<text:list><text:list-item><text:p>A point</text:p></text:list-item></text:list>' +
      '<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>'
    const document = await readHere('aims.odt', odf('text', content))
    expect(document.kind).toBe('odt')
    expect(document.headings.map(({ text, level }) => [text, level])).toEqual([['Aims', 2]])
    expect(wholeText(document).split('\n\n')).toEqual(['Aims', 'One  two', '• A point', 'a | b'])
  })

  it('keeps the numbers of its notes apart from the words', async () => {
    const note =
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Without kayaks.</text:p></text:note-body></text:note>'
    const document = await readHere('a.odt', odf('text', `<text:p>It sold 1,204 boats${note} in 2025.</text:p>`))
    expect(wholeText(document)).toContain('It sold 1,204 boats in 2025.')
    expect(wholeText(document)).toContain('Without kayaks.')
  })

  it('of slides and of sheets has one page for each', async () => {
    const slides = '<draw:page draw:name="p1"><text:p>Hello</text:p></draw:page><draw:page draw:name="p2"/>'
    expect(
      (await readHere('talk.odp', odf('presentation', slides))).pages.map(({ label, verdict }) => [label, verdict]),
    ).toEqual([
      ['Slide 1', 'read'],
      ['Slide 2', 'no-text'],
    ])
    const row = (...cells: string[]) =>
      `<table:table-row>${cells.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`
    const sheet = `<table:table table:name="People">${row('Name', 'Born')}${row('Ada', '1815')}</table:table>`
    const { pages } = await readHere('people.ods', odf('spreadsheet', sheet))
    expect(pages.map(({ label, text }) => [label, text])).toEqual([['People', 'Name | Born\n\nName: Ada | Born: 1815']])
  })

  it('that is encrypted says so', async () => {
    const manifest = '<manifest><file-entry><encryption-data/></file-entry></manifest>'
    await expect(readHere('a.odt', odf('text', '', manifest))).rejects.toMatchObject({ code: 'protected' })
  })
})

describe('An e-book', () => {
  const encrypted = (...names: string[]) => ({
    name: 'META-INF/encryption.xml',
    content: `<encryption>${names.map((name) => `<EncryptedData><CipherData><CipherReference URI="${name}"/></CipherData></EncryptedData>`).join('')}</encryption>`,
  })

  it('with a lock on its chapters says so, one with a lock on its fonts is read', async () => {
    const locked = (...names: string[]) => epub(['<p>One.</p>', '<p>Two.</p>'], [0, 1], [encrypted(...names)])
    const [first, second] = ['OEBPS/text/chapter%200.xhtml', 'OEBPS/text/chapter%201.xhtml']
    await expect(readHere('a.epub', locked(first, second))).rejects.toMatchObject({ code: 'protected' })
    const { pages } = await readHere('a.epub', locked(second))
    expect(pages.map(({ verdict, why }) => [verdict, why])).toEqual([
      ['read', null],
      ['skipped', 'This chapter is locked by who sells the book, so it could not be read.'],
    ])
    expect(wholeText(await readHere('a.epub', locked('OEBPS/fonts/a.otf')))).toBe('One.\n\nTwo.')
  })

  it('leaves out a chapter that is nothing but a table of contents, says so, and is whole without it', async () => {
    const contents = '<h1>Tale</h1><nav epub:type="toc"><ol><li><a href="c1">One</a></li></ol></nav>'
    const { pages } = await readHere('a.epub', epub([contents, '<h1>One</h1><p>It was night.</p>'], [0, 1]))
    expect(pages.map(({ verdict, text, why }) => [verdict, text, why])).toEqual([
      ['no-text', '', 'This is a table of contents, which is left out; the chapters it names are read.'],
      ['read', 'One\n\nIt was night.', null],
    ])
  })

  it('has its chapters in the order of the spine, each named by its heading', async () => {
    const chapter = (title: string) =>
      `<?xml version="1.0"?><!DOCTYPE html><html><body><h1>${title}</h1><p>It&nbsp;begins.</p><script>no()</script></body></html>`
    const { title, pages } = await readHere('book.epub', epub([chapter('Second'), chapter('First')], [1, 0]))
    expect(title).toBe('A Book')
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      ['Chapter 1: First', 'First\n\nIt begins.'],
      ['Chapter 2: Second', 'Second\n\nIt begins.'],
    ])
  })
})
