import { describe, expect, it } from 'vitest'
import { imageFormat, imageFrames } from '../../../electron/documents/reading/image/image-frames.ts'
import { bmp, png, tiff } from '../../support/documents/image-files.ts'
import { readHere } from '../../support/documents/read-here.ts'

const grey = (width: number, height: number) => ({ width, height, grey: new Uint8Array(width * height) })
const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replace(/\s/gu, ''), 'hex'))
const PICTURE = 'This page is a picture; no text in it can be read without recognising its letters.'

describe('A picture', () => {
  it('is one page without text, which says that there may be some', async () => {
    const document = await readHere('photo.png', png(grey(30, 20)))
    expect(document).toMatchObject({ kind: 'image', unit: 'page', title: null, headings: [], remarks: [] })
    expect(document.pages).toEqual([
      { page: 1, label: 'Picture', verdict: 'no-text', why: PICTURE, words: 0, text: '', hidden: [], pictures: true },
    ])
  })

  it('of several images, as scanners write them, has a page for each', async () => {
    const { pages } = await readHere('scan.tif', tiff([grey(30, 20), grey(20, 30), grey(9, 9)]))
    expect(pages.map(({ label, pictures }) => [label, pictures])).toEqual([
      ['Page 1', true],
      ['Page 2', true],
      ['Page 3', true],
    ])
  })

  it.each([
    ['png', png(grey(30, 20)), 30, 20],
    ['bmp', bmp(grey(30, 20)), 30, 20],
    ['tiff', tiff([grey(30, 20)]), 30, 20],
    ['gif', hex('474946383961 1e00 1400 000000'), 30, 20],
    ['jpeg', hex('ffd8 ffe0 0010 4a46494600010100000100010000 ffc2 0011 08 0014 001e 03'), 30, 20],
    ['webp', hex('52494646 00000000 57454250 56503858 0a000000 00000000 1d0000 130000'), 30, 20],
    ['webp', hex('52494646 00000000 57454250 5650384c 00000000 2f 1dc00400 00'), 30, 20],
    ['webp', hex('52494646 00000000 57454250 56503820 00000000 000000 9d012a 1e00 1400'), 30, 20],
  ] as const)('says how large it is before it is decoded (%s)', (format, bytes, width, height) => {
    expect(imageFormat(bytes)).toBe(format)
    expect(imageFrames(bytes, format)).toEqual([{ width, height }])
  })

  it.each([
    ['png', png(grey(30, 20)).slice(0, 20)],
    ['jpeg', hex('ffd8ffe0001000')],
    ['tiff', hex('49492a00ffffffff')],
    ['webp', hex('52494646000000005745425056503858')],
  ])('that ends too soon is damaged (%s)', async (format, bytes) => {
    await expect(readHere(`a.${format}`, bytes)).rejects.toMatchObject({ code: 'damaged' })
  })

  it('whose pages follow each other in a circle has each of them once', async () => {
    const file = tiff([grey(3, 2), grey(3, 2)])
    const view = new DataView(file.buffer)
    view.setUint32(file.length - 4, view.getUint32(4, true), true)
    expect((await readHere('a.tif', file)).pages).toHaveLength(2)
  })
})
