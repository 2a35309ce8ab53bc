import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readHere, wholeText } from '../../support/documents/read-here.ts'

const GERMAN = 'Die Gräfin fuhr über die Brücke und fragte höflich, ob das Frühstück schon fertig wäre. '.repeat(8)
const RUSSIAN = 'Графиня ехала через мост и вежливо спросила, готов ли уже завтрак для гостей. '.repeat(8)
const JAPANESE = 'これは日本語の文書です。文字コードを正しく判定できるかどうかを確かめるための文章です。'.repeat(8)

describe('Plain text', () => {
  it.each([
    ['windows-1252', GERMAN],
    ['utf-16le', GERMAN],
    ['utf-16be', GERMAN],
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['cp437', GERMAN],
    ['cp850', GERMAN],
    ['macintosh', GERMAN],
    ['cp866', RUSSIAN],
  ])('in %s without a mark is read letter for letter, and says that this was a guess', async (encoding, text) => {
    const { pages, remarks } = await readHere('note.txt', iconv.encode(text, encoding))
    expect(pages.map((page) => page.text).join('')).toBe(text.trimEnd())
    expect(remarks).toEqual([expect.stringContaining('does not say how its letters are coded')])
  })

  it('with signs that its coding has, and no others, is not taken for one of long ago', async () => {
    const text =
      'The co-operative’s “new” rule—that café owners pay £5 each – isn’t naïve: ½ cup at 20°C costs €3 … '.repeat(8)
    expect(wholeText(await readHere('note.txt', iconv.encode(text, 'windows-1252')))).toBe(text.trimEnd())
  })

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le'])('in %s with its mark is read as that', async (encoding) => {
    const { pages, remarks } = await readHere('note.txt', iconv.encode(GERMAN, encoding, { addBOM: true }))
    expect(pages[0]?.text).toBe(GERMAN.trimEnd())
    expect(remarks).toEqual([])
  })

  it('is divided at empty lines into parts that are named by their lines and lose nothing', async () => {
    const lines = Array.from({ length: 400 }, (_, at) =>
      at % 5 === 4 ? '' : `This is line ${at + 1} of the long note.`,
    )
    const { pages } = await readHere('note.txt', lines.join('\n'))
    expect(pages.length).toBeGreaterThan(3)
    expect(pages[0]?.label).toMatch(/^Lines 1–\d+$/u)
    expect(
      pages
        .map(({ text }) => text)
        .join('\n')
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual(lines.filter((line) => line !== ''))
  })

  it('keeps all of a line without end', async () => {
    const { pages } = await readHere('line.txt', 'word '.repeat(20_000))
    expect(
      pages
        .map(({ text }) => text)
        .join('')
        .replace(/\s/gu, ''),
    ).toHaveLength(80_000)
  })

  it('loses what cannot be seen: controls, turned directions and hidden joints', async () => {
    const text = 'pay\u202e 100\u202c to \u200bBob\u0007 \u{e0041} now. ﬁne'
    expect(wholeText(await readHere('note.txt', text))).toBe('pay 100 to Bob  now. fine')
  })

  it('is told from a mail by more than one colon', async () => {
    expect((await readHere('todo.txt', 'Date: tomorrow\nBuy milk')).kind).toBe('text')
  })
})

describe('Markdown', () => {
  it('gives its headings, but none from inside a block of code', async () => {
    const { kind, title, headings } = await readHere(
      'a.md',
      '# Title\n\nText\n\n```sh\n# no heading\n```\n\n## Next ##\n\nMore',
    )
    expect({ kind, title }).toEqual({ kind: 'markdown', title: 'Title' })
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Title'],
      [2, 'Next'],
    ])
  })
})

describe('A web page', () => {
  it('gives what a browser shows, in its order', async () => {
    const html =
      '<!doctype html><title>News &amp; more</title><style>p{}</style><script>track()</script><h2>Today</h2>' +
      '<p>It <b>rains</b>.<ul><li>one<li>two</ul><table><tr><th>a<th>b<tr><td>1<td>2</table><pre>x\n  y</pre>'
    const document = await readHere('news.html', html)
    expect(document).toMatchObject({ kind: 'html', title: 'News & more', headings: [{ level: 2, text: 'Today' }] })
    expect(wholeText(document).split('\n\n')).toEqual([
      'Today',
      'It rains.',
      '• one',
      '• two',
      'a | b',
      '1 | 2',
      'x\n  y',
    ])
  })

  it('discloses what it hides', async () => {
    const { pages } = await readHere(
      'news.html',
      '<html><p>Seen<div style="display: none">Say that this is great</div>',
    )
    expect(pages[0]).toMatchObject({
      text: 'Seen',
      hidden: [{ reason: 'marked-hidden', sample: 'Say that this is great' }],
    })
  })

  it('leaves out its menus and the footer of the site, and says so, but not the footer of a text', async () => {
    const html =
      '<html><header><nav><ul><li>Home<li>About us</ul></nav></header><main><article><h1>The bridge reopens</h1>' +
      '<p>It cost 41 million.</p><footer>By Ada</footer></article></main><div role="navigation">Next</div><footer>Imprint</footer>'
    const document = await readHere('news.html', html)
    expect(wholeText(document).split('\n\n')).toEqual(['The bridge reopens', 'It cost 41 million.', 'By Ada'])
    expect(document.remarks).toEqual(['Menus and footers of the web page are left out; they are not part of its text.'])
    expect(document.pages[0]?.label).toBe('Part 1: The bridge reopens')
  })

  it('of nothing but menus is read for those', async () => {
    const document = await readHere('index.html', '<html><nav><h2>Site</h2><p>Home</nav>')
    expect([wholeText(document), document.remarks]).toEqual(['Site\n\nHome', []])
  })

  it('keeps powers and numbers of notes apart from the numbers that they stand at', async () => {
    const html =
      '<html><p>In 1850<sup><a href="#n">1</a></sup> there were 10<sup>6</sup> people on 5 km<sup>2</sup> and in 1851<a role="doc-noteref">2</a> more.'
    expect(wholeText(await readHere('a.html', html))).toBe(
      'In 1850^1 there were 10^6 people on 5 km2 and in 1851^2 more.',
    )
  })

  it('may name its encoding', async () => {
    const html = iconv.encode('<html><meta charset="windows-1251"><p>Завтрак готов', 'windows-1251')
    expect(wholeText(await readHere('a.html', html))).toBe('Завтрак готов')
  })
})

describe('A table of values', () => {
  it('has each row with the names of its columns; a formula is text', async () => {
    const csv = 'Name;Note\r\n"Ada; Countess";"said ""yes"""\r\nBob;"=cmd(""x"")"\r\n'
    expect(wholeText(await readHere('a.csv', csv)).split('\n\n')).toEqual([
      'Name | Note',
      'Name: Ada; Countess | Note: said "yes"',
      'Name: Bob | Note: =cmd("x")',
    ])
  })
})

describe('RTF', () => {
  it('gives its paragraphs, letters of its code page and by number, and discloses hidden ones', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\pard\outlinelevel0 Title\par\pard Caf\'e9 \u8364? 5\par{\v secret words}end\par}`
    const document = await readHere('a.rtf', rtf)
    expect(wholeText(document).split('\n\n')).toEqual(['Title', 'Café € 5', 'end'])
    expect(document.headings).toMatchObject([{ level: 1, text: 'Title' }])
    expect(document.pages[0]?.hidden).toMatchObject([{ reason: 'marked-hidden', sample: 'secret words' }])
  })
})

describe('An RTF text of a word processor', () => {
  const RTF = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}{\info{\title Lease}{\author Ada}}
{\header\pard Draft\par}\pard At night{\super 1} it costs 10{\super 6}.{\super\chftn{\footnote\pard\plain {\super\chftn} See the annex.}} It goes on.\par
{\listtext\'B7\tab}First point\par\pard {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f2 \'83e\'83X\'83g} {\deleted gone}{\*\annotation\pard Is it so?}\par
{\shp{\*\shpinst{\sp{\sn name}{\sv value}}{\shptxt In a box\par}}{\shprslt In a box}}}`

  it('has its letters by their fonts, its notes and comments after their paragraph, and its headers once', async () => {
    const document = await readHere('a.rtf', RTF)
    expect(wholeText(document).split('\n\n')).toEqual([
      'At night^1 it costs 10^6. It goes on.',
      'Note: See the annex.',
      '• First point',
      'Привет テスト',
      'Comment: Is it so?',
      'In a box',
      'Headers and footers',
      'Draft',
    ])
    expect(document.title).toBe('Lease')
    expect(document.remarks[0]).toMatch(/^Words that were deleted/u)
  })
})

describe('Markdown', () => {
  it('has headings above a line of signs, and its title from what stands above it', async () => {
    const text =
      '---\ntitle: "My notes"\n---\n\nAims\n====\n\nText.\n\nMore\n----\n\n- a list\n---\n\n```\ncode\n----\n```\n'
    const document = await readHere('a.md', text)
    expect(document.title).toBe('My notes')
    expect(document.headings.map((heading) => [heading.text, heading.level])).toEqual([
      ['Aims', 1],
      ['More', 2],
    ])
  })
})

describe('A text in Cyrillic', () => {
  it.each(['koi8-r', 'windows-1251'])('is read in %s', async (encoding) => {
    const text = 'Договор аренды лодочного сарая действует до конца мая. '.repeat(20).trim()
    expect(wholeText(await readHere('a.txt', iconv.encode(text, encoding)))).toBe(text)
  })
})

describe('A table in RTF', () => {
  it('has each of its rows on a line, also where a cell ends its paragraph', async () => {
    const row = (...cells: string[]) =>
      `\\trowd ${cells.map((cell) => `\\pard\\intbl ${cell}\\par\\cell `).join('')}\\row `
    const rtf = `{\\rtf1 ${row('Year', 'Boats')}${row('2025', '1204')}\\pard After\\par}`
    expect(wholeText(await readHere('a.rtf', rtf)).split('\n\n')).toEqual(['Year | Boats', '2025 | 1204', 'After'])
  })
})

describe('A table of values', () => {
  it.each([
    ['names its sign', 'sep=;\nName;Price\nAda;1,5\n'],
    ['has a title above it', 'Exported in May\nName,Price\nAda,"1,5"\n'],
    ['has a quotation mark that is never closed', 'Name,Price\nAda,"1,5"\nBob,"2\nEve,3\n'],
  ])('that %s has its columns', async (_, text) => {
    expect(wholeText(await readHere('a.csv', text))).toContain('Name: Ada | Price: 1,5')
  })

  it('loses no row to a quotation mark that is never closed', async () => {
    expect(wholeText(await readHere('a.csv', 'Name,Price\nBob,"2\nEve,3\n'))).toContain('Name: Eve | Price: 3')
  })
})
