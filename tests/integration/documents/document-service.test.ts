import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { DOCUMENT_ERRORS } from '../../../shared/model/document.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { DocumentService } from '../../../electron/documents/document-service.ts'
import { gatherBytes } from '../../../electron/documents/document-source.ts'
import { ROOM_LIMITS, type RoomLimits } from '../../../electron/documents/room/limits.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { assemblePdf, textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'

let room: string
let scriptedRoom: string
beforeAll(async () => {
  room = await buildRoom('room')
  scriptedRoom = await buildRoom('scripted-room')
})

const MEGABYTE = 1024 * 1024
const text = (words: string) => new TextEncoder().encode(words)

function service(entry: string, limits: Partial<RoomLimits> = {}) {
  const pids: number[] = []
  const logged: string[] = []
  const spawn = forkRoom(
    entry,
    () => undefined,
    (pid) => pids.push(pid),
  )
  return {
    pids,
    logged,
    documents: new DocumentService({
      spawn,
      log: (_, message) => logged.push(message),
      limits: { ...ROOM_LIMITS, ...limits },
    }),
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('Reading a document', () => {
  it('gives its pages, its checksum and its progress', async () => {
    const path = join(tempFolder(), 'letter.pdf')
    const bytes = writePdf([textPage(['Dear Ada,']), textPage(['Yours, Alan'])])
    writeFileSync(path, bytes)
    const seen: unknown[] = []
    const { documents, pids, logged } = service(room)
    const result = await documents.readDocument({ path }, { onProgress: (progress) => seen.push(progress) })
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: 'letter.pdf',
        kind: 'pdf',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        pages: [{ text: 'Dear Ada,' }, { text: 'Yours, Alan' }],
      },
    })
    expect(seen).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ])
    expect(pids.map(isAlive)).toEqual([false])
    expect(logged).toEqual([])
  })

  it('reads what is handed over as bytes too, several at a time', async () => {
    const { documents } = service(room)
    const names = ['one', 'two', 'three']
    const results = await Promise.all(
      names.map((name) => documents.readDocument({ name: `${name}.txt`, bytes: text(`This is ${name}.`) })),
    )
    expect(results.map((result) => result.ok && result.value.pages[0]?.text)).toEqual(
      names.map((name) => `This is ${name}.`),
    )
  })
})

describe('A file that cannot be read', () => {
  it.each([
    ['is not there', 'file-not-found', (path: string) => rmSync(path, { force: true })],
    ['is a folder', 'is-a-folder', (path: string) => mkdirSync(path)],
    ['is a pipe', 'not-a-file', (path: string) => execFileSync('mkfifo', [path])],
    ['is empty', 'empty', (path: string) => writeFileSync(path, '')],
    [
      'is too large',
      'too-large',
      (path: string) => {
        writeFileSync(path, '')
        truncateSync(path, 200 * MEGABYTE + 1)
      },
    ],
    [
      'is noise',
      'unsupported-kind',
      (path: string) => writeFileSync(path, Buffer.from([1, 2, 3, 0, 0, 7, 0, 0, 0, 1])),
    ],
  ] as const)('because it %s is told as such', async (_, code, prepare) => {
    const path = join(tempFolder(), 'a file.txt')
    prepare(path)
    const result = await service(room).documents.readDocument({ path })
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(!result.ok && result.error.message).toContain('“a file.txt”')
  })

  it('because nobody may is told as such', async () => {
    const path = join(tempFolder(), 'secret.txt')
    writeFileSync(path, 'secret')
    chmodSync(path, 0)
    const outcome = await gatherBytes({ path }, new AbortController().signal)
    // The superuser may read everything.
    expect(outcome).toMatchObject(process.getuid?.() === 0 ? { ok: true } : { ok: false, fault: 'access-denied' })
  })

  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['shrinks', (path: string) => truncateSync(path, 10)],
    ['is deleted', (path: string) => rmSync(path)],
    [
      'is replaced',
      (path: string) => {
        writeFileSync(`${path}.new`, 'x'.repeat(4 * MEGABYTE))
        renameSync(`${path}.new`, path)
      },
    ],
  ])('because it %s meanwhile is told as such', async (_, change) => {
    const path = join(tempFolder(), 'draft.txt')
    writeFileSync(path, 'x'.repeat(4 * MEGABYTE))
    // Asked once for each piece that is read.
    let looks = 0
    const signal = new Proxy(new AbortController().signal, {
      get: (target, name) => {
        if (name === 'aborted' && ++looks === 2) change(path)
        return Reflect.get(target, name, target) as unknown
      },
    })
    expect(await gatherBytes({ path }, signal)).toEqual({ ok: false, fault: 'changed-while-read' })
  })
})

describe('A process that reads and', () => {
  it.each([
    ['spins', 'spin', 'stalled', { stallMs: 400 }],
    ['gets nowhere', 'wait', 'stalled', { stallMs: 400 }],
    ['never comes to an end', 'crawl', 'too-slow', { totalMs: 600 }],
    ['takes all memory', 'hoard', 'out-of-memory', { memoryBytes: 300 * MEGABYTE }],
    ['ends by itself', 'exit', 'crashed', {}],
    ['breaks down', 'abort', 'crashed', {}],
    ['says what it must not', 'babble', 'crashed', {}],
  ] as const)('%s is ended, and the document is told why', async (_, name, code, limits) => {
    const { documents, pids } = service(scriptedRoom, limits)
    const result = await documents.readDocument({ name, bytes: text('x') })
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(pids.map(isAlive)).toEqual([false])
  })

  it('is killed from outside leaves the next document alone', async () => {
    const { documents, pids } = service(scriptedRoom)
    const reading = documents.readDocument(
      { name: 'wait', bytes: text('x') },
      { onProgress: () => void process.kill(pids[0] ?? 0, 'SIGKILL') },
    )
    expect(await reading).toMatchObject({ ok: false, error: { code: 'crashed' } })
    expect(await service(room).documents.readDocument({ name: 'a.txt', bytes: text('Next.') })).toMatchObject({
      ok: true,
    })
  })

  it.each(['wait', 'spin'])('is to stop while it does “%s” is gone at once', async (name) => {
    const { documents, pids } = service(scriptedRoom)
    const stop = new AbortController()
    const { signal } = stop
    const result = await documents.readDocument({ name, bytes: text('x') }, { signal, onProgress: () => stop.abort() })
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(pids.map(isAlive)).toEqual([false])
  })

  it('is not even started when it was stopped before', async () => {
    const { documents, pids } = service(scriptedRoom)
    const result = await documents.readDocument({ name: 'wait', bytes: text('x') }, { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(pids).toEqual([])
  })
})

describe('A hostile PDF', () => {
  it('whose one page unpacks to a gigabyte is stopped by its memory or its time', async () => {
    const zeros = deflateSync(Buffer.alloc(256 * MEGABYTE, ' '))
    const stacked = Buffer.concat([zeros])
    const pdf = writePdf([], { rawContent: [stacked] })
    // The page says once more what its bytes are: packed.
    const bomb = Buffer.from(
      Buffer.from(pdf).toString('latin1').replace('>>\nstream', '/Filter /FlateDecode >>\nstream'),
      'latin1',
    )
    const { documents, pids } = service(room, { memoryBytes: 250 * MEGABYTE, stallMs: 60_000 })
    const result = await documents.readDocument({ name: 'bomb.pdf', bytes: new Uint8Array(bomb) })
    expect(result).toMatchObject({ ok: false, error: { code: 'out-of-memory' } })
    expect(pids.map(isAlive)).toEqual([false])
  })

  it.each([
    ['saves its state five million times', 'q '.repeat(5_000_000)],
    ['shows text ten million times', `BT /F1 1 Tf ${'(a) Tj '.repeat(10_000_000)}ET`],
    ['begins two million lists', '[ '.repeat(2_000_000)],
  ])('that %s on a page is read, or stopped by its memory or its time', async (_, content) => {
    const pdf = writePdf([], { rawContent: [Buffer.from(content)], deflate: true })
    await comesToAnEnd(pdf)
  })

  it.each([
    ['Flate within Flate', '[/FlateDecode /FlateDecode]', () => deflateSync(deflateSync(Buffer.alloc(400 * MEGABYTE)))],
    ['LZW', '/LZWDecode', () => Buffer.alloc(4 * MEGABYTE, '800b6050220c0c8501', 'hex')],
    ['RunLength', '/RunLengthDecode', () => Buffer.alloc(8 * MEGABYTE, Buffer.from([129, 32]))],
    ['ASCIIHex within Flate', '[/FlateDecode /ASCIIHexDecode]', () => deflateSync(Buffer.alloc(200 * MEGABYTE, '20'))],
  ])('that grows by %s is read, or stopped by its memory or its time', async (_, filter, make) => {
    const content = make()
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>'
    const stream = Buffer.from(`<< /Length ${content.length} /Filter ${filter} >>\nstream\n`)
    const objects = [
      Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
      Buffer.from('<< /Type /Pages /Count 1 /Kids [3 0 R] >>'),
      Buffer.from(page),
      Buffer.concat([stream, content, Buffer.from('\nendstream')]),
    ]
    await comesToAnEnd(assemblePdf(objects))
  })

  /** Whichever it is, depends on the machine; that the process is gone, and that there is a sentence, does not. */
  async function comesToAnEnd(pdf: Uint8Array<ArrayBuffer>) {
    const { documents, pids } = service(room, { memoryBytes: 400 * MEGABYTE, stallMs: 3000 })
    const result = await documents.readDocument({ name: 'bomb.pdf', bytes: pdf })
    if (result.ok) expect(result.value.pages).toHaveLength(1)
    else expect(['stalled', 'out-of-memory']).toContain(result.error.code)
    expect(pids.map(isAlive)).toEqual([false])
    const next = await service(room).documents.readDocument({ name: 'a.txt', bytes: text('Next.') })
    expect(next).toMatchObject({ ok: true })
  }
})

describe('Every end', () => {
  it.each(DOCUMENT_ERRORS)('has a sentence of its own: %s', async (code) => {
    const { documentProblem } = await import('../../../electron/documents/document-problem.ts')
    expect(documentProblem(code, 'a.pdf').message).toMatch(/^(?:“a\.pdf”|.*“a\.pdf”).*\.$/u)
  })
})
