import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { imageFormat } from '../reading/image/image-frames.ts'

const HEAD_BYTES = 64

interface Stretch {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

/** A file of a document as the page gets it, whole or the stretch it asked for. Never more of it is in memory than is on its way. */
export async function documentResponse(path: string, range: string | null): Promise<Response> {
  const file = await open(path).catch(() => null)
  if (file === null) return new Response('Not found', { status: 404 })
  try {
    const { size } = await file.stat()
    const stretch = range === null ? { from: 0, to: size - 1 } : stretchOf(range, size)
    if (stretch === null) return await refuse(file, size)
    const headers = {
      'content-type': await typeOf(file),
      'content-length': String(stretch.to - stretch.from + 1),
      'accept-ranges': 'bytes',
      ...(range === null ? {} : { 'content-range': `bytes ${stretch.from}-${stretch.to}/${size}` }),
    }
    return new Response(bodyOf(file, stretch), { status: range === null ? 200 : 206, headers })
  } catch (error) {
    await file.close()
    throw error
  }
}

async function refuse(file: FileHandle, size: number): Promise<Response> {
  await file.close()
  return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
}

/** One stretch, as RFC 9110 writes it; null when the file has no such stretch. */
function stretchOf(range: string, size: number): Stretch | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/u.exec(range) ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to ? null : { from, to }
}

function bodyOf(file: FileHandle, { from, to }: Stretch): ReadableStream<Uint8Array> {
  const reader = Readable.toWeb(file.createReadStream({ start: from, end: to })).getReader()
  return new ReadableStream({
    async pull(controller) {
      const next = await reader.read()
      const value: unknown = next.value
      if (value instanceof Uint8Array) controller.enqueue(value)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

async function typeOf(file: FileHandle): Promise<string> {
  const head = new Uint8Array(HEAD_BYTES)
  await file.read(head, 0, HEAD_BYTES, 0)
  const format = imageFormat(head)
  return format === null ? 'application/pdf' : `image/${format}`
}
