import { beforeAll, describe, expect, it } from 'vitest'
import { DocumentService, type RecogniseOptions } from '../../../electron/documents/document-service.ts'
import { recogniseDocument } from '../../../electron/documents/recognise-document.ts'
import { RECOGNITION_LIMITS, type RoomLimits } from '../../../electron/documents/room/limits.ts'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import type { DocumentText } from '../../../shared/model/document.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { bmp, type GreyImage, png, tiff } from '../../support/documents/image-files.ts'
import { docx, drawing, pptx, shape, slidePicture } from '../../support/documents/office-files.ts'
import { paintedText, scanned } from '../../support/documents/painted-text.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

const LINES = [
  'The contract ends on 31 March 2027; until then the rent of',
  '1,250.00 euros is due on the first day of each month.',
]
const SENTENCE = LINES.join(' ')
const OTHER_LINES = ['The tenant keeps the rooms clean and pays for water.']
/** 50,000, and nothing, in four bytes. */
const SIDE = '0000c350'
const ZERO = '00000000'
const RECOGNISED = 'Its letters were recognised in a picture, and some may be wrong.'

let room: string
let scriptedRoom: string
let letter: GreyImage
let other: GreyImage
beforeAll(async () => {
  room = await buildRoom('room')
  scriptedRoom = await buildRoom('scripted-room')
  letter = await paintedText(LINES)
  other = await paintedText(OTHER_LINES)
})

async function read(name: string, bytes: Uint8Array<ArrayBuffer>, options: typeof ENGLISH | null = ENGLISH) {
  const documents = new DocumentService({ spawn: forkRoom(room, () => undefined), log: () => undefined })
  const result = await documents.readDocument({ name, bytes })
  if (!result.ok) throw new Error(result.error.message)
  if (options === null) return result.value
  const recognised = await documents.recognise(result.value, bytes, { ...UNHEARD, ...options })
  if (!recognised.ok) throw new Error(recognised.error.message)
  return recognised.value
}
const UNHEARD = { signal: new AbortController().signal, onProgress: () => undefined, onPage: () => undefined }
const ENGLISH: Partial<RecogniseOptions> & Pick<RecogniseOptions, 'languages'> = { languages: ['eng'] }

describe('Recognising letters', () => {
  it('gives a scanned page its text, and leaves the others as they are', async () => {
    const seen: unknown[] = []
    const pdf = writePdf([textPage(['Written as text.']), [scanned(letter)], [], [scanned(other)]])
    const kept: unknown[] = []
    const onProgress = (progress: unknown) => seen.push(progress)
    const onPage = ({ page }: { page: number }) => kept.push(page)
    const { pages } = await read('scan.pdf', pdf, { languages: ['eng'], onProgress, onPage })
    expect(kept).toEqual([2, 4])
    expect(pages.map(({ verdict, text, why }) => [verdict, text, why])).toEqual([
      ['read', 'Written as text.', null],
      ['ocr', SENTENCE, RECOGNISED],
      ['no-text', '', 'This page is blank.'],
      ['ocr', OTHER_LINES.join(' '), RECOGNISED],
    ])
    expect(pages[1]?.words).toBe(23)
    expect(seen).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ])
  })

  it('is never done unless it is asked for', async () => {
    const { pages } = await read('scan.pdf', writePdf([[scanned(letter)]]), null)
    expect(pages).toMatchObject([{ verdict: 'no-text', text: '', pictures: true }])
  })

  it('reads what is drawn where the letters of a page stand for nothing', async () => {
    const words = ['THE QUICK BROWN FOX JUMPS', 'OVER THE LAZY DOG AGAIN']
    const pdf = writePdf([textPage(words, 14)], { lettersStandFor: 0xe000 })
    expect((await read('odd.pdf', pdf, null)).pages).toMatchObject([{ verdict: 'garbled', text: '' }])
    expect((await read('odd.pdf', pdf)).pages).toMatchObject([{ verdict: 'ocr', text: words.join(' ') }])
  })

  it('reads a page that has only a stamp as text, but keeps what it has where there is no more', async () => {
    const stamp = { text: 'Copy 7', x: 72, y: 30 }
    const { pages } = await read(
      'stamped.pdf',
      writePdf([
        [scanned(letter), stamp],
        [scanned(blank(300, 300)), stamp],
      ]),
    )
    expect(pages[0]?.verdict).toBe('ocr')
    expect(pages[0]?.text).toContain(SENTENCE)
    expect(pages[0]?.text).toContain('Copy 7')
    expect(pages[1]).toMatchObject({ verdict: 'read', text: 'Copy 7', why: null })
  })

  it.each([
    ['png', () => png(letter)],
    ['bmp', () => bmp(letter)],
  ])('reads a picture (%s)', async (extension, make) => {
    const { pages } = await read(`photo.${extension}`, make())
    expect(pages.map(({ verdict, text }) => [verdict, text])).toEqual([['ocr', SENTENCE]])
  })

  it('reads every image of a file that holds several', async () => {
    const { pages } = await read('scan.tiff', tiff([letter, other]))
    expect(pages.map(({ verdict, text }) => [verdict, text])).toEqual([
      ['ocr', SENTENCE],
      ['ocr', OTHER_LINES.join(' ')],
    ])
  })

  it('reads the pictures inside an Office file, in place of nothing and after a text', async () => {
    const slides = [
      { shapes: slidePicture, image: png(letter) },
      { shapes: shape('title', 'What the tenant has to do') + slidePicture, image: png(other) },
      { shapes: shape('title', 'No picture here') },
    ]
    const { pages, headings } = await read('talk.pptx', pptx(slides))
    const [tenant] = OTHER_LINES
    expect(pages.map(({ verdict, text, why, pictures }) => [verdict, text, why, pictures])).toEqual([
      ['ocr', SENTENCE, RECOGNISED, true],
      [
        'ocr',
        `What the tenant has to do\n\n${tenant ?? ''}`,
        'The letters in its pictures were recognised, and some may be wrong.',
        false,
      ],
      ['read', 'No picture here', null, false],
    ])
    expect(headings.map(({ page }) => page)).toEqual([2, 3])
  })

  it('reads all pictures of a part, and says what it cannot read', async () => {
    const images = [png(letter), png(other), Buffer.from('no picture')].map((content) => ({ type: 'image', content }))
    const body = ['rId0', 'rId1', 'rId2'].map((id) => `<w:p><w:r>${drawing(id)}</w:r></w:p>`).join('')
    const { pages } = await read('scan.docx', docx(body, [], images))
    expect(pages.map(({ text }) => text)).toEqual([[SENTENCE, ...OTHER_LINES].join('\n\n')])
    const drawn = await read('drawn.docx', docx(`<w:p><w:r>${drawing('rId0')}</w:r></w:p>`, [], images.slice(2)))
    expect(drawn.pages.map(({ verdict, why }) => [verdict, why])).toEqual([
      [
        'no-text',
        'The picture on it is a drawing, or not in the file, so its letters cannot be recognised: save the document as a PDF and add that.',
      ],
    ])
  })

  it('knows the letters of the languages it is asked for', async () => {
    const lines = ['Die Gräfin fuhr über die Brücke und fragte höflich nach dem Frühstück.']
    const { pages } = await read('brief.png', png(await paintedText(lines)), { languages: ['deu', 'eng'] })
    expect(pages[0]?.text).toBe(lines[0])
  })

  it('says when there are no letters, and when a picture is too large or broken', async () => {
    const broken = png(letter)
    broken.fill(0, 60)
    const huge = png({ width: 10_000, height: 5001, grey: new Uint8Array() })
    const whys = []
    for (const bytes of [png(blank(400, 300)), huge, broken]) whys.push((await read('a.png', bytes)).pages[0])
    expect(whys.map((page) => [page?.verdict, page?.why])).toEqual([
      ['no-text', 'No letters were found in the picture on this page.'],
      ['no-text', 'The picture on this page has more than 50 million pixels, so its letters are not recognised.'],
      ['no-text', 'The picture on this page cannot be decoded, so its letters are not recognised.'],
    ])
  })

  it.each([
    [
      'JPEG 2000',
      '/JPXDecode',
      hex('ff4f ff51 0029 0000', SIDE, SIDE, ZERO, ZERO, SIDE, SIDE, ZERO, ZERO, '0001 070101'),
    ],
    ['JBIG2', '/JBIG2Decode', hex('00000000 30 00 01 00000013', SIDE, SIDE, ZERO, ZERO, '00 0000')],
  ])(
    'says of a scan in %s that claims 50,000 by 50,000 pixels inside that it has no letters',
    async (_, filter, samples) => {
      const entries = `/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter ${filter}`
      const scan = { width: 200, height: 200, samples, entries, place: [0, 0, 595, 842] } as const
      const { pages } = await read('a.pdf', writePdf([[scan], textPage(['Written as text.'])]))
      expect(pages.map(({ verdict, text }) => [verdict, text])).toEqual([
        ['no-text', ''],
        ['read', 'Written as text.'],
      ])
      expect(pages[0]?.why).toMatch(/cannot be decoded|memory|No letters were found/u)
    },
  )
})

function hex(...digits: string[]): Buffer {
  return Buffer.from(digits.join('').replaceAll(' ', ''), 'hex')
}

function blank(width: number, height: number): GreyImage {
  return { width, height, grey: new Uint8Array(width * height).fill(255) }
}

describe('Without the data of a language', () => {
  it('no letters are recognised and none are fetched: the page says that it failed', async () => {
    const start = forkRoom(room, () => undefined)
    const spawn: SpawnRoom = (languages) =>
      start(languages.length === 0 ? [] : (['nld'] as unknown as typeof languages))
    const documents = new DocumentService({ spawn, log: () => undefined })
    const bytes = writePdf([[scanned(letter)]])
    const result = await documents.readDocument({ name: 'scan.pdf', bytes })
    if (!result.ok) throw new Error(result.error.message)
    const recognised = await documents.recognise(result.value, bytes, { ...UNHEARD, languages: ['eng'] })
    expect(recognised).toMatchObject({
      ok: true,
      value: {
        pages: [{ verdict: 'no-text', why: 'Recognising the letters of this page failed inside, so it is left out.' }],
      },
    })
  })
})

describe('A page whose recognition', () => {
  const picture = (page: number) => ({
    page,
    label: `Page ${page}`,
    verdict: 'no-text' as const,
    why: 'This page is a picture.',
    words: 0,
    text: '',
    hidden: [],
    pictures: true,
  })
  const scan: DocumentText = {
    kind: 'pdf',
    unit: 'page',
    title: null,
    pages: [1, 2, 3].map(picture),
    headings: [],
    remarks: [],
  }

  function recognise(name: string, limits: Partial<RoomLimits> = {}, signal = new AbortController().signal) {
    return recogniseDocument(scan, {
      spawn: forkRoom(scriptedRoom, () => undefined),
      given: { bytes: new Uint8Array(1), name, password: null },
      languages: ['eng'],
      limits: { ...RECOGNITION_LIMITS, ...limits },
      log: () => undefined,
      signal,
      onProgress: () => undefined,
      onPage: () => undefined,
    })
  }
  const pagesOf = (end: Awaited<ReturnType<typeof recognise>>) => ('document' in end ? end.document.pages : undefined)

  it('ends the process costs only itself', async () => {
    const pages = pagesOf(await recognise('falters'))
    expect(pages?.map(({ verdict, text }) => [verdict, text])).toEqual([
      ['ocr', 'Text 1'],
      ['no-text', ''],
      ['ocr', 'Text 3'],
    ])
    expect(pages?.[1]?.why).toBe('Recognising the letters of this page failed inside, so it is left out.')
  })

  it('takes more than its time is stopped, and says so', async () => {
    const pages = pagesOf(await recognise('spin', { stallMs: 300 }))
    expect(pages?.map(({ why }) => why)).toEqual(
      scan.pages.map(() => 'Recognising the letters of this page took more than a minute, so it was stopped.'),
    )
  })

  it('is cancelled says so', async () => {
    expect(await recognise('wait', {}, AbortSignal.abort())).toEqual({ fault: 'cancelled' })
  })
})
