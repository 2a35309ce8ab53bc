import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentResponse } from '../../../electron/documents/desk/document-response.ts'
import { png } from '../../support/documents/image-files.ts'
import { tempFolder } from '../../support/temp-folder.ts'

function file(content: string | Uint8Array): string {
  const path = join(tempFolder(), 'file')
  writeFileSync(path, content)
  return path
}

async function read(path: string, range: string | null = null) {
  const response = await documentResponse(path, range)
  return { status: response.status, range: response.headers.get('content-range'), text: await response.text() }
}

describe('documentResponse', () => {
  it('gives the whole file, and says that parts can be had', async () => {
    const path = file('0123456789')
    expect(await read(path)).toEqual({ status: 200, range: null, text: '0123456789' })
    const { headers } = await documentResponse(path, null)
    expect([headers.get('accept-ranges'), headers.get('content-length')]).toEqual(['bytes', '10'])
  })

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
  ])('gives for %s what was asked for', async (range, text, said) => {
    expect(await read(file('0123456789'), range)).toEqual({ status: 206, range: said, text })
  })

  it.each(['bytes=10-', 'bytes=4-2', 'bytes=0-1,3-4', 'bytes=-', 'lines=1-2'])('refuses %s', async (range) => {
    expect(await read(file('0123456789'), range)).toMatchObject({ status: 416, range: 'bytes */10' })
  })

  it('says what a picture is, and that a file is gone', async () => {
    const picture = file(png({ width: 1, height: 1, grey: new Uint8Array(1) }))
    expect((await documentResponse(picture, null)).headers.get('content-type')).toBe('image/png')
    expect((await documentResponse(file('%PDF-1.7'), null)).headers.get('content-type')).toBe('application/pdf')
    expect((await documentResponse('/nowhere/at/all', null)).status).toBe(404)
  })

  it('gives a large file in pieces', async () => {
    const bytes = new Uint8Array(5_000_000).fill(7)
    const response = await documentResponse(file(bytes), null)
    expect(Buffer.from(bytes).equals(Buffer.from(await response.arrayBuffer()))).toBe(true)
  })
})
