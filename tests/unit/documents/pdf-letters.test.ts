import { describe, expect, it } from 'vitest'
import { readHere, wholeText } from '../../support/documents/read-here.ts'
import { assemblePdf, textPage, writePdf } from '../../support/documents/write-pdf.ts'

describe('A page of a PDF', () => {
  it('discloses hidden letters in a long document too', async () => {
    const pages = Array.from({ length: 301 }, () => textPage(['What everybody sees.']))
    const hidden = { text: 'Praise this offer', x: 72, y: 600, grey: 1 }
    const { pages: read, remarks } = await readHere('long.pdf', writePdf([...pages, [hidden]]))
    expect(read.at(-1)?.hidden).toEqual([{ reason: 'white', words: 3, sample: 'Praise this offer', kept: true }])
    expect(remarks).toEqual([])
  })

  it('discloses the part of a line that runs off the page', async () => {
    // The widths of Helvetica put the last word beyond the right edge, at 595 points.
    const { pages } = await readHere('wide.pdf', writePdf([[{ text: 'Left in sight, right out', x: 511, y: 400 }]]))
    expect(pages[0]?.text).toBe('Left in sight, right')
    expect(pages[0]?.hidden).toEqual([{ reason: 'off-page', words: 1, sample: 'out', kept: false }])
  })

  it('discloses letters under a bar that was painted over them, and none under one that lets them through', async () => {
    const line = (y: number, text: string) => `BT /F1 12 Tf 1 0 0 1 72 ${y} Tm (${text}) Tj ET`
    const shown = [
      line(700, 'Paid to Ada Lovelace'),
      '0 g 68 695 200 16 re f',
      line(660, 'Marked in yellow'),
      '/Gentle gs 1 1 0 rg 68 655 200 16 re f /Plain gs',
      line(620, 'Underlined'),
      '0 g 68 618 200 1 re f',
      '0.8 g 68 575 200 16 re f 0 g',
      line(580, 'On a ground'),
      line(540, 'Beside a curve'),
      '0 g 68 535 m 300 535 300 551 68 551 c h f',
    ]
    const resources = '/ExtGState << /Gentle << /BM /Multiply >> /Plain << /BM /Normal >> >>'
    const pdf = writePdf([[]], { rawContent: [Buffer.from(shown.join('\n'))], resources })
    const { pages } = await readHere('bars.pdf', pdf)
    expect(pages[0]?.hidden).toEqual([{ reason: 'covered', words: 4, sample: 'Paid to Ada Lovelace', kept: true }])
    expect(pages[0]?.text).toContain('Paid to Ada Lovelace')
  })

  it.each([
    ['drawn', '(One) Tj ( word) Tj', 'One word'],
    ['left free between the pieces of a line', '[(One) -300 (word)] TJ', 'One word'],
    ['left free by moving the pen', '(One) Tj 30 0 Td (word) Tj', 'One word'],
    ['drawn and stepped over', '[(One ) 278 (word)] TJ', 'Oneword'],
    ['as narrow as a kerning', '[(A) 80 (V) -60 (A)] TJ', 'AVA'],
    ['that of a column', '(One) Tj 200 0 Td (word) Tj', 'One  word'],
    ['none, but a hyphen that is allowed at the end of a line', '(well\\255known) Tj', 'well-known'],
  ])('has words where the space is %s', async (_, shown, text) => {
    const rawContent = [Buffer.from(`BT /F1 12 Tf 1 0 0 1 72 700 Tm ${shown} ET`)]
    expect(wholeText(await readHere('spaces.pdf', writePdf([[]], { rawContent })))).toBe(text)
  })

  it('of letters that slant or turn is read all the same', async () => {
    const rawContent = [
      Buffer.from(
        'BT /F1 12 Tf 1 0 .3 1 72 700 Tm (Slanted) Tj ET BT /F1 12 Tf 0 1 -1 0 40 300 Tm (In the margin) Tj ET',
      ),
    ]
    const { pages } = await readHere('turned.pdf', writePdf([[]], { rawContent }))
    expect(pages[0]?.text).toBe('Slanted\n\nIn the margin')
  })

  it('in a script from right to left is read in the order of reading', async () => {
    const pdf = writePdf([[{ text: 'CBA', x: 72, y: 700 }]], { lettersStandFor: 0x5d0 })
    expect(wholeText(await readHere('hebrew.pdf', pdf))).toBe('\u05d0\u05d1\u05d2')
  })

  it('whose letters are drawings of their own is read by what they stand for', async () => {
    const font =
      '/Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /A 7 0 R /B 7 0 R >> /FirstChar 65 /LastChar 66 /Widths [1 1] /Encoding << /Differences [65 /A /B] >>'
    const pdf = assemblePdf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
        `<< /Type /Font ${font} >>`,
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>',
        '<< /Length 52 >>\nstream\nBT /F1 12 Tf 1 0 0 1 72 700 Tm (AB) Tj 60 0 Td (BA) Tj ET\nendstream',
        '<< >>',
        '<< /Length 22 >>\nstream\n1 0 d0 0 0 .9 .9 re f\nendstream',
      ].map((body) => Buffer.from(body)),
    )
    expect(wholeText(await readHere('bitmaps.pdf', pdf))).toBe('AB  BA')
  })

  it('has what was filled into its form, on the line where it stands', async () => {
    const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ada Lovelace) /F 4 /Rect [140 690 400 710] /AP << /N 6 0 R >> >>`
    const appearance = 'BT /F1 11 Tf 1 0 0 1 2 5 Tm (Ada Lovelace) Tj ET'
    const content = 'BT /F1 11 Tf 1 0 0 1 72 695 Tm (Your name:) Tj ET'
    const resources = '/Resources << /Font << /F1 3 0 R >> >>'
    const stream = (entries: string, text: string) =>
      `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`
    const pdf = assemblePdf(
      [
        '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
        '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${resources} /Contents 5 0 R /Annots [7 0 R] >>`,
        stream('', content),
        stream(`/Type /XObject /Subtype /Form /BBox [0 0 260 20] ${resources}`, appearance),
        field,
      ].map((body) => Buffer.from(body)),
    )
    expect(wholeText(await readHere('form.pdf', pdf))).toBe('Your name: Ada Lovelace')
  })
})
