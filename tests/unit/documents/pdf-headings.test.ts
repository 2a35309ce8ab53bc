import { describe, expect, it } from 'vitest'
import { readHere } from '../../support/documents/read-here.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

describe('Headings of a PDF', () => {
  it('are those that its outline names, with numbers or without, and no others', async () => {
    const body = (text: string, y: number) => ({ text, x: 72, y })
    const large = (text: string, y: number) => ({ text, x: 72, y, size: 18 })
    const pages = [
      [large('A Survey of Bridges', 760), body('It was made over one summer.', 700)],
      [{ ...large('THREE', 790), size: 12.5 }, large('OLD BRIDGES', 750), body('Many are of stone.', 700)],
      // Named by the page before, set like the text, and mentioned earlier.
      [body('3.1 Repairs', 700), body('They begin in June and take', 660), body('a year, says the office.', 646)],
    ]
    const outline = [
      { title: 'Old bridges', level: 1, page: 2 },
      { title: 'Repairs', level: 2, page: 2 },
    ]
    const { headings } = await readHere('survey.pdf', writePdf(pages, { outline }))
    expect(headings.map(({ page, level, text }) => [page, level, text])).toEqual([
      [2, 1, 'OLD BRIDGES'],
      [3, 2, '3.1 Repairs'],
    ])
  })

  it.each([
    ['an outline of chapters alone', [{ title: 'Bridges', level: 1, page: 1 }], [1, 3]],
    ['an outline of another document', [{ title: 'Tunnels', level: 1, page: 1 }], [1, 2]],
    ['an outline that leads to no page', [{ title: 'Bridges', level: 1, page: 9 }], [1, 2]],
  ])('are told by the size of their letters with %s', async (_what, outline, levels) => {
    const page = [
      { text: 'Bridges', x: 72, y: 760, size: 20 },
      { text: 'Stone and iron', x: 72, y: 720, size: 16 },
      ...textPage(['Most of the bridges are of stone.', 'A few are of iron.']).map((text) => ({
        ...text,
        y: text.y - 100,
      })),
    ]
    const { headings } = await readHere('bridges.pdf', writePdf([page], { outline }))
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [levels[0], 'Bridges'],
      [levels[1], 'Stone and iron'],
    ])
  })

  it('are no entries of a table of contents', async () => {
    const contents = ['Bridges . . . . . . . . . . . 2', 'Tunnels . . . . . . . . . . . . 7'].map((text, at) => ({
      ...{ text, x: 72, y: 700 - 40 * at },
      size: 16,
    }))
    const pdf = writePdf([contents, textPage(['Bridges are older than tunnels, and there are more of them.'])])
    expect((await readHere('contents.pdf', pdf)).headings).toEqual([])
  })

  it('are told by the size of their letters', async () => {
    const body = textPage(Array.from({ length: 20 }, (_, at) => `An ordinary line of the text, number ${at}.`))
    const { headings, pages } = await readHere(
      'report.pdf',
      writePdf([[{ text: 'Report', x: 72, y: 820, size: 24 }, { text: 'Aims', x: 72, y: 790, size: 16 }, ...body]]),
    )
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Report'],
      [2, 'Aims'],
    ])
    for (const { page, offset, text } of headings) expect(pages[page - 1]?.text.startsWith(text, offset)).toBe(true)
  })

  it('go on over the end of a line', async () => {
    const large = (text: string, y: number) => ({ text, x: 72, y, size: 18 })
    const lines = [large('1. Bridges that were', 790), large('built of stone', 768), large('1.1 Before the war', 746)]
    const text = textPage(['Most are of stone.', 'A few are of iron,', 'and one is of wood.']).map((line) => ({
      ...line,
      y: line.y - 60,
    }))
    const { headings } = await readHere('bridges.pdf', writePdf([[...lines, ...text]]))
    expect(headings.map((heading) => heading.text)).toEqual([
      '1. Bridges that were built of stone',
      '1.1 Before the war',
    ])
  })
})
