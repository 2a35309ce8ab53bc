import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ReadingFault } from '../../../electron/documents/reading/reading-fault.ts'
import { docx, paragraph } from '../../support/documents/office-files.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'
import { assemblePdf, textPage, writePdf } from '../../support/documents/write-pdf.ts'

const WORDS = 'Only these words.'
const PAGE = [textPage([WORDS])]
const objects = (...bodies: string[]) => bodies.map((body) => Buffer.from(body, 'latin1'))

describe('A PDF', () => {
  it.each([
    ['runs a script when it is opened', { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }],
    ['starts a program', { catalogue: '/OpenAction << /S /Launch /F (/bin/true) >>' }],
    ['opens an address', { catalogue: '/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>' }],
    ['opens another file', { catalogue: '/OpenAction << /S /GoToR /F (file:///etc/passwd) /D [0 /Fit] >>' }],
    ['sends a form', { page: '/AA << /O << /S /SubmitForm /F (http://127.0.0.1:9/) >> >>' }],
    [
      'carries another file',
      { catalogue: '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) >>] >> >>' },
    ],
  ])('that %s is read, and nothing happens', async (_, options) => {
    expect(wholeText(await readHere('a.pdf', writePdf(PAGE, options)))).toBe(WORDS)
  })

  it('whose font holds a program in its matrix does not run it', async () => {
    const font = '/FontMatrix [0.1 0 0 0.1 0 (1\\);globalThis.ranFromFont=1//)]'
    await readHere('a.pdf', writePdf(PAGE, { font }))
    expect(globalThis).not.toHaveProperty('ranFromFont')
  })

  it.each([
    ['is its own child', '<< /Type /Pages /Count 1 /Kids [2 0 R] >>'],
    ['is the child of its child', '<< /Type /Pages /Count 1 /Kids [3 0 R] >>'],
    ['says that it has a million pages', '<< /Type /Pages /Count 1000000 /Kids [] >>'],
    ['has no children', '<< /Type /Pages /Count 3 /Kids 7 >>'],
  ])('whose tree of pages %s comes to an end', async (_, pages) => {
    const parent = '<< /Type /Pages /Count 1 /Kids [2 0 R] /Parent 2 0 R >>'
    const pdf = assemblePdf(objects('<< /Type /Catalog /Pages 2 0 R >>', pages, parent))
    const end = await readHere('a.pdf', pdf).catch((error: unknown) => error)
    if (end instanceof Error) expect(end).toBeInstanceOf(ReadingFault)
    else expect(end).toMatchObject({ pages: [{ verdict: 'skipped' }] })
  })

  it('whose tables of objects refer to each other for ever comes to an end', async () => {
    const pdf = Buffer.from(writePdf(PAGE)).toString('latin1')
    const start = /startxref\n(\d+)/u.exec(pdf)?.[1] ?? ''
    const looped = pdf.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${start}`)
    expect(wholeText(await readHere('a.pdf', new Uint8Array(Buffer.from(looped, 'latin1'))))).toBe(WORDS)
  })

  it('of a million objects is read', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>'
    const content = `BT /F1 11 Tf 1 0 0 1 72 700 Tm (${WORDS}) Tj ET`
    const stream = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
    const own = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1 /Kids [3 0 R] >>', page, stream, font]
    const pdf = assemblePdf([...objects(...own), ...new Array<Buffer>(1_000_000).fill(Buffer.from('null'))])
    expect(wholeText(await readHere('a.pdf', pdf))).toBe(WORDS)
  })

  it('of 20,001 pages is refused before the first of them is read', async () => {
    const kids = Array.from({ length: 20_001 }, () => '3 0 R').join(' ')
    const pdf = assemblePdf(
      objects(
        '<< /Type /Catalog /Pages 2 0 R >>',
        `<< /Type /Pages /Count 20001 /Kids [${kids}] >>`,
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
      ),
    )
    await expect(readHere('a.pdf', pdf)).rejects.toMatchObject({ code: 'too-many-pages' })
  })

  it.each([
    ['a point', [1, 1]],
    ['five metres', [14_400, 14_400]],
    ['nothing', [0, 0]],
  ] as const)('on a page of %s is read', async (_, size) => {
    const { pages } = await readHere('a.pdf', writePdf([[{ text: WORDS, x: 0, y: 0, size: 2.5 }]], { size }))
    expect(pages).toHaveLength(1)
  })

  it('with an image of 50,000 by 50,000 says that it is one, and decodes nothing', async () => {
    const image = { width: 50_000, height: 50_000, samples: deflateSync(Buffer.alloc(1000)) }
    const entries = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode'
    const { pages } = await readHere('a.pdf', writePdf([[{ ...image, entries, place: [0, 0, 595, 842] }]]))
    expect(pages).toMatchObject([{ verdict: 'no-text', pictures: true }])
  })

  it('with what was recognised under its scan is read by that, and it is not called hidden', async () => {
    const content = `BT 3 Tr /F1 11 Tf 1 0 0 1 72 700 Tm (${WORDS}) Tj ET`
    const { pages } = await readHere('a.pdf', writePdf([], { rawContent: [Buffer.from(content)] }))
    expect(pages).toMatchObject([{ verdict: 'read', text: WORDS, hidden: [] }])
  })
})

describe('A file that was damaged on its way', () => {
  /** Always the same numbers, so that what fails once fails again (Numerical Recipes, 7.1). */
  function* numbers(seed: number): Generator<number> {
    for (let state = seed; ;) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      yield state
    }
  }

  it.each([
    ['a.pdf', () => writePdf([...PAGE, ...PAGE], { deflate: true, title: 'Damaged' })],
    ['a.docx', () => docx(paragraph(WORDS).repeat(20))],
  ])('is read as far as it goes, or refused with a reason (%s)', async (name, make) => {
    const whole = make()
    const random = numbers(7)
    const next = (below: number) => Number(random.next().value) % below
    for (let round = 0; round < 150; round += 1) {
      const bytes = whole.slice(0, round % 3 === 0 ? next(whole.length) : whole.length)
      for (let flips = 0; flips < 1 + (round % 20) && bytes.length > 0; flips += 1)
        bytes[next(bytes.length)] = next(256)
      const end = await readHere(name, bytes).catch((error: unknown) => error)
      if (end instanceof Error) expect([round, end]).toEqual([round, expect.any(ReadingFault)])
      else expect(end).toHaveProperty('pages[0]')
    }
  })
})
