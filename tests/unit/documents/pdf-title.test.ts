import { describe, expect, it } from 'vitest'
import { readHere } from '../../support/documents/read-here.ts'
import { type PdfText, textPage, writePdf } from '../../support/documents/write-pdf.ts'

const body = textPage(Array.from({ length: 20 }, (_, at) => `An ordinary line of the text, number ${at}.`)).map(
  (line) => ({ ...line, y: line.y - 100 }),
)
const large = (text: string, y: number, size = 22): PdfText => ({ text, x: 72, y, size })
const titleOf = async (pages: readonly (readonly PdfText[])[], title?: string) =>
  (await readHere('scan 7.pdf', writePdf(pages, title === undefined ? {} : { title }))).title

describe('The title of a PDF that does not name its own', () => {
  it('is what stands in the largest letters above the text of its first page, over one or two lines', async () => {
    expect(await titleOf([[large('Report on the harbour', 790), large('For the council', 760, 14), ...body]])).toBe(
      'Report on the harbour',
    )
    expect(await titleOf([[large('Report on the harbour', 800), large('and its boats', 774), ...body]])).toBe(
      'Report on the harbour and its boats',
    )
    expect(await titleOf([[large('Report on the harbour', 790), ...body]], 'Microsoft Word - x.doc')).toBe(
      'Report on the harbour',
    )
  })

  it('is its own title where it has one', async () => {
    expect(await titleOf([[large('Report on the harbour', 790), ...body]], 'Harbour report 2026')).toBe(
      'Harbour report 2026',
    )
  })

  it.each<[string, (readonly PdfText[])[]]>([
    ['all letters are of one size', [body]],
    ['it is hardly larger than the text', [[large('Report', 790, 12), ...body]]],
    ['several things are set as large', [[large('Harbour', 800), ...body, large('Boats', 60)]]],
    ['it stands below the text', [[...body, large('Total of the year', 60)]]],
    ['it stands on the next page too', [1, 2].map(() => [large('ACME Harbours', 800), ...body])],
    ['it is a number or a sign', [[large('2026', 790), ...body]]],
    ['it is a paragraph', [[...[800, 774, 748, 722].map((y) => large('A sentence goes on and on', y)), ...body]]],
  ])('is none where %s', async (_, pages) => {
    expect(await titleOf(pages)).toBeNull()
  })
})
