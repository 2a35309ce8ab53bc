import { describe, expect, it } from 'vitest'
import { docx, odf, paragraph, pptx, relations, shape, xlsx } from '../../support/documents/office-files.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'

const textOf = async (name: string, bytes: Uint8Array | string) => wholeText(await readHere(name, bytes)).split('\n\n')

describe('A Word document', () => {
  it('has its headers, its footers and its comments after its text, each once and with who wrote it', async () => {
    const parts = [
      { type: 'header', content: paragraph('Draft of May') },
      { type: 'header', content: paragraph('Draft of May') + paragraph('') },
      { type: 'footer', content: paragraph('Confidential') },
      {
        type: 'comments',
        content: `<w:comment w:author="Ada">${paragraph('Is it so?')}${paragraph('Ask Alan.')}</w:comment>`,
      },
    ]
    expect(await textOf('a.docx', docx(paragraph('Text.'), [], parts))).toEqual([
      'Text.',
      'Comments',
      'Ada: Is it so?',
      'Ask Alan.',
      'Headers and footers',
      'Draft of May',
      'Confidential',
    ])
  })

  it('has the words of its text boxes once, and those of its diagrams', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
    const both = `<w:p><mc:AlternateContent><mc:Choice>${box('In a box')}</mc:Choice><mc:Fallback>${box('In a box')}</mc:Fallback></mc:AlternateContent></w:p>`
    const diagram = { type: 'diagramData', content: '<a:p><a:r><a:t>First step</a:t></a:r></a:p>' }
    expect(await textOf('a.docx', docx(both, [], [diagram]))).toEqual(['In a box', 'Diagrams', 'First step'])
  })

  it('leaves out what was deleted or moved away while changes were tracked, and says so', async () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
    const body = `<w:p>${run('It ends in ')}<w:del><w:r><w:delText>May</w:delText></w:r></w:del><w:ins>${run('June')}</w:ins><w:moveFrom>${run(', at noon')}</w:moveFrom>.</w:p>`
    const document = await readHere('a.docx', docx(body))
    expect(wholeText(document)).toBe('It ends in June')
    expect(document.remarks).toEqual([
      'Words that were deleted while changes were tracked are still in the file; they are left out.',
    ])
  })

  it('has each series of a chart as a line, with the names of its points', async () => {
    const points = (...values: string[]) =>
      values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('')
    const series = `<c:ser><c:tx>${points('Boats')}</c:tx><c:cat>${points('May', 'June')}</c:cat><c:val>${points('7', '9')}</c:val></c:ser>`
    const chart = `<c:title><a:p><a:r><a:t>Boats sold</a:t></a:r></a:p></c:title>${series}`
    expect(await textOf('a.docx', docx(paragraph('Text.'), [], [{ type: 'chart', content: chart }]))).toEqual([
      'Text.',
      'Charts',
      'Boats sold',
      'Boats | May: 7 | June: 9',
    ])
  })

  it('says that other files are embedded in it', async () => {
    const { remarks } = await readHere('a.docx', docx(paragraph('Text.'), [], [{ type: 'oleObject', content: '' }]))
    expect(remarks).toEqual(['Another file is embedded in it, and was not read.'])
  })

  it('keeps the signs of a list that is one by its style, and of none that was taken out of it', async () => {
    const body =
      paragraph('By style', '<w:pStyle w:val="L1"/>') +
      paragraph('Taken out', '<w:pStyle w:val="L1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    expect(await textOf('a.docx', docx(body))).toEqual(['• By style', 'Taken out'])
  })
})

describe('A presentation', () => {
  it('has what was remarked about a slide, and a footer once', async () => {
    const slides = [1, 2].map((at) => ({
      shapes: shape('title', `Part ${at}`) + shape('ftr', 'Not for print'),
      comment: `Shorten ${at}`,
    }))
    expect(await textOf('a.pptx', pptx(slides))).toEqual([
      'Part 1',
      'Footer: Not for print',
      'Comment: Shorten 1',
      'Part 2',
      'Comment: Shorten 2',
    ])
  })
})

describe('A sheet', () => {
  it('has the comments on its cells, the words drawn on it, and what is printed at its edges', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>7</v></c></row></sheetData><headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;12Budget of May</oddHeader><oddFooter>&amp;P</oddFooter></headerFooter><sheetData>'
    const related = relations([
      { id: 'c', type: 'comments', target: '../comments1.xml' },
      { id: 't', type: 'threadedComment', target: '../threaded1.xml' },
      { id: 'd', type: 'drawing', target: '../drawings/d1.xml' },
    ])
    const comment = (cell: string, text: string) =>
      `<comment ref="${cell}" authorId="0"><text><r><t>${text}</t></r></text></comment>`
    const more = [
      { name: 'xl/worksheets/_rels/one.xml.rels', content: related },
      {
        name: 'xl/comments1.xml',
        content: `<comments><authors><author>Ada</author></authors><commentList>${comment('A1', 'Ada:\nToo much')}${comment('B1', '[Threaded comment]')}</commentList></comments>`,
      },
      {
        name: 'xl/threaded1.xml',
        content: '<ThreadedComments><threadedComment ref="B1"><text>Why?</text></threadedComment></ThreadedComments>',
      },
      {
        name: 'xl/drawings/d1.xml',
        content: '<xdr:sp><xdr:txBody><a:p><a:r><a:t>Mind the gap</a:t></a:r></a:p></xdr:txBody></xdr:sp>',
      },
    ]
    expect(await textOf('a.xlsx', xlsx('May', [], rows, { more }))).toEqual([
      '7',
      'Header or footer: Budget of May',
      'Mind the gap',
      'Comment on B1: Why?',
      'Comment on A1 by Ada: Too much',
    ])
  })
})

describe('An OpenDocument file', () => {
  it('has a note and a comment after their paragraph, and what stands at the edges of its pages once', async () => {
    const note =
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Without kayaks.</text:p></text:note-body></text:note>'
    const comment =
      '<office:annotation><dc:creator>Ada</dc:creator><dc:date>2025-06-03T10:00:00</dc:date><text:p>Is it so?</text:p></office:annotation>'
    const edge = (text: string) =>
      `<style:header><text:p>${text}<text:page-number>1</text:page-number></text:p></style:header>`
    const styles = `<office:master-styles><style:master-page>${edge('Draft ')}</style:master-page><style:master-page>${edge('Draft ')}</style:master-page></office:master-styles>`
    const body = `<text:p>It sold 1,204 boats${note} in${comment} 2025.</text:p><text:p>No more.</text:p>`
    const more = [{ name: 'styles.xml', content: styles }]
    expect(await textOf('a.odt', odf('text', body, '<manifest/>', more))).toEqual([
      'It sold 1,204 boats in 2025.',
      'Note: Without kayaks.',
      'Comment by Ada: Is it so?',
      'No more.',
      'Headers and footers',
      'Draft 1',
    ])
  })

  it('does not mix the description of a picture into a sentence', async () => {
    const frame = '<draw:frame><draw:image/><svg:title>Fig</svg:title><svg:desc>A boat</svg:desc></draw:frame>'
    expect(await textOf('a.odt', odf('text', `<text:p>It sails${frame} away.</text:p>`))).toEqual([
      'Picture: Fig A boat',
      'It sails away.',
    ])
  })

  it('calls what the speaker noted notes, and says that it leaves out what was deleted', async () => {
    const slide =
      '<draw:page><text:p>Hello</text:p><presentation:notes><draw:frame><text:p>Smile</text:p></draw:frame></presentation:notes></draw:page>'
    expect(await textOf('a.odp', odf('presentation', slide))).toEqual(['Hello', 'Notes: Smile'])
    const changes =
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    const document = await readHere('a.odt', odf('text', `${changes}<text:p>Here</text:p>`))
    expect(wholeText(document)).toBe('Here')
    expect(document.remarks[0]).toMatch(/^Words that were deleted/u)
  })
})

describe('A file that a program of long ago began with a document type', () => {
  it('is read, and the type is ignored with all that it says', async () => {
    const manifest = '<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest/>'
    expect(await textOf('a.odt', odf('text', '<text:p>Here</text:p>', manifest))).toEqual(['Here'])
    const laughing = '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>'
    await expect(readHere('a.odt', odf('text', '', laughing))).rejects.toMatchObject({ code: 'damaged' })
  })
})

describe('The number of a note', () => {
  it('does not stick to the word before it', async () => {
    expect(await textOf('a.html', '<html><p>at night<sup><a href="#n1">1</a></sup> on 5 km<sup>2</sup></p>')).toEqual([
      'at night^1 on 5 km2',
    ])
  })
})

describe('A web page', () => {
  it('has a heading of two lines as one, and its words without how they are pronounced', async () => {
    const html = '<html><h1>Rules<br>of the house</h1><p><ruby>漢<rp>(</rp><rt>kan</rt></ruby></p>'
    expect(await textOf('a.html', html)).toEqual(['Rules of the house', '漢'])
  })
})

describe('A title that says nothing', () => {
  it.each(['untitled', 'Microsoft Word - lease v3.doc', 'lease.docx', 'PowerPoint Presentation', 'Document1', ''])(
    'is none: “%s”',
    async (title) => {
      const core = { name: 'docProps/core.xml', content: `<c><dc:title>${title}</dc:title></c>` }
      expect((await readHere('a.docx', docx(paragraph('Text.'), [core]))).title).toBeNull()
    },
  )

  it('is not one that says a little', async () => {
    const core = { name: 'docProps/core.xml', content: '<c><dc:title>Presentation of the harbour</dc:title></c>' }
    expect((await readHere('a.docx', docx(paragraph('Text.'), [core]))).title).toBe('Presentation of the harbour')
  })
})
