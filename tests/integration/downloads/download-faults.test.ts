import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Egress } from '../../../electron/egress/egress.ts'
import {
  claimTwiceTheLength,
  endEarlyAfter,
  ignoreRange,
  neverAnswer,
  redirect,
  resetAfter,
  sendForEver,
  serve,
  signInPage,
  stallAfter,
  status,
  wrongRange,
} from '../../fakes/model-server.ts'
import { DownloadWorkshop, MODEL_BYTES, type Attempt } from '../../support/download-workshop.ts'

let shop: DownloadWorkshop

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
})
afterEach(() => shop.close())

async function expectPublished(attempt?: Attempt): Promise<void> {
  expect(await shop.download(attempt)).toEqual({ ok: true, value: 'published' })
  expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
  expect(shop.files()).toEqual(['model.gguf'])
}

async function expectFailure(code: string, attempt?: Attempt): Promise<void> {
  const result = await shop.download(attempt)
  expect(result).toMatchObject({ ok: false, error: { code } })
  expect(result.ok ? '' : result.error.message).toMatch(/“Test model”.*\.$/su)
  expect(shop.files()).not.toContain('model.gguf')
  expect(shop.files()).not.toContain('model.gguf.lock')
}

/** For tests in which silence has to be noticed: short, with tries enough for a machine that is slow to answer. */
const IMPATIENT = { stallMs: 250, attempts: 30 }

describe('a download over a bad connection', () => {
  it('needs one request and no second reading where nothing goes wrong', async () => {
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([null])
  })

  it('goes on after a break in the middle, from where it was', async () => {
    shop.server.answer(resetAfter(700_000), serve())
    await expectPublished()
    const [first, second] = shop.server.firstBytes
    expect(first).toBeNull()
    expect(second).toBeGreaterThan(0)
    expect(shop.server.requests[1]?.headers['if-range']).toBe('"v1"')
  })

  it('starts over where the server knows no ranges', async () => {
    shop.server.answer(resetAfter(700_000), ignoreRange)
    await expectPublished()
  })

  it('starts over when the file changed between two tries', async () => {
    shop.server.answer(resetAfter(700_000), serve({ etag: '"v2"' }))
    await expectPublished()
  })

  it('drops what it has when the server continues at another place', async () => {
    shop.server.answer(resetAfter(700_000), wrongRange, serve())
    await expectPublished()
    expect(shop.server.firstBytes[2]).toBeNull()
  })

  it('goes on after a body without a length ended early', async () => {
    shop.server.answer(endEarlyAfter(5000), serve())
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([null, 5000])
  })

  it('goes on after the server fell silent in the middle', async () => {
    shop.server.answer(stallAfter(300_000), serve())
    await expectPublished({ limits: IMPATIENT })
    expect(shop.server.firstBytes[1]).toBeGreaterThan(0)
  })

  it('gives up on a server that never answers', async () => {
    shop.server.answer(neverAnswer)
    await expectFailure('stalled', { limits: { stallMs: 100, attempts: 2 } })
    expect(shop.server.requests).toHaveLength(2)
  })

  it('says that nobody is there when the connection is refused', async () => {
    const egress = new Egress({ proxy: null, loopbackPort: 1 })
    await expectFailure('no-connection', { target: { url: 'http://127.0.0.1:1/model.gguf' }, surroundings: { egress } })
    expect(shop.waits).toEqual([1000, 2000, 4000])
  })
})

describe('a download from what an earlier run left', () => {
  it('starts over from a part that is longer than the model', async () => {
    shop.leavePart(Buffer.alloc(MODEL_BYTES + 5))
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([null])
  })

  it('starts over when the server says that there is nothing after the part', async () => {
    shop.leavePart(shop.body.subarray(0, 900_000))
    shop.server.answer(status(416), serve())
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([900_000, null])
  })

  it('asks for nothing when the part is complete', async () => {
    shop.leavePart(shop.body)
    await expectPublished()
    expect(shop.server.requests).toEqual([])
  })

  it('does not go on from a part of another file', async () => {
    shop.leavePart(Buffer.alloc(500), { sha256: '0'.repeat(64) })
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([null])
  })

  it('does not go on from a part that nobody can tell the origin of', async () => {
    writeFileSync(`${shop.target.path}.part`, Buffer.alloc(500))
    writeFileSync(`${shop.target.path}.part.json`, '{"url":')
    await expectPublished()
    expect(shop.server.firstBytes).toEqual([null])
  })

  it('finds a flipped bit in the part, and deletes the whole', async () => {
    const damaged = Buffer.from(shop.body.subarray(0, 900_000))
    damaged[1000] = (damaged[1000] ?? 0) ^ 1
    shop.leavePart(damaged)
    await expectFailure('hash-mismatch')
    expect(shop.files()).toEqual([])
  })
})

describe('a download of the wrong thing', () => {
  it('deletes a file of the right length with other bytes', async () => {
    const other = Buffer.from(shop.body)
    other.fill(1, 4)
    shop.server.answer(serve({ body: other }))
    await expectFailure('hash-mismatch')
    expect(shop.files()).toEqual([])
  })

  it('keeps its part when the sign-in page of a network comes instead of the rest', async () => {
    shop.leavePart(shop.body.subarray(0, 1234))
    shop.server.answer(signInPage)
    await expectFailure('not-a-model')
    expect(shop.files()).toEqual(['model.gguf.part', 'model.gguf.part.json'])
  })

  it('knows by its first bytes what is no model', async () => {
    shop.server.answer(status(200, {}, 'G'))
    await expectFailure('incomplete')
    shop.server.answer(status(200, {}, 'GGML and more'))
    await expectFailure('not-a-model')
    expect(shop.files()).toEqual([])
  })

  it('takes nothing where the announced length is another', async () => {
    shop.server.answer(claimTwiceTheLength)
    await expectFailure('size-mismatch')
    expect(shop.files()).toEqual([])
  })

  it('stops where more comes than the model has', async () => {
    shop.server.answer(sendForEver)
    await expectFailure('size-mismatch')
    expect(shop.files()).toEqual([])
  })

  it('does not unpack what comes packed', async () => {
    shop.server.answer(status(200, { 'content-encoding': 'gzip' }, 'x'))
    await expectFailure('unexpected-answer')
  })
})

describe('a download that the server refuses', () => {
  it('waits longer each time while the server is busy', async () => {
    shop.server.answer(status(503), status(503), serve())
    await expectPublished()
    expect(shop.waits).toEqual([1000, 2000])
  })

  it('waits as long as it is asked to, within reason', async () => {
    shop.server.answer(status(429, { 'retry-after': '3' }), status(429, { 'retry-after': '9999' }), serve())
    await expectPublished()
    expect(shop.waits).toEqual([3000, 120_000])
  })

  it('gives up on a server that stays busy, and keeps what it has', async () => {
    shop.leavePart(shop.body.subarray(0, 1234))
    shop.server.answer(status(500))
    await expectFailure('server-busy')
    expect(shop.files()).toEqual(['model.gguf.part', 'model.gguf.part.json'])
  })

  it.each([
    [401, 'access-denied'],
    [403, 'access-denied'],
    [404, 'missing-at-source'],
    [410, 'missing-at-source'],
    [418, 'unexpected-answer'],
  ])('does not ask again after %i', async (code, expected) => {
    shop.server.answer(status(code))
    await expectFailure(expected)
    expect(shop.server.requests).toHaveLength(1)
  })
})

describe('a download that is sent elsewhere', () => {
  it('follows a redirect to an address of the list', async () => {
    shop.server.answer(redirect('/elsewhere?signature=1'), serve())
    await expectPublished()
    expect(shop.server.requests.map(({ path }) => path)).toEqual(['/model.gguf', '/elsewhere?signature=1'])
  })

  it.each([
    ['another host', 'https://example.org/model.gguf'],
    ['another name of this computer', 'http://localhost:1/model.gguf'],
    ['a file', 'file:///etc/hosts'],
    ['plain http', 'http://huggingface.co/model.gguf'],
  ])('does not follow a redirect to %s', async (_what, location) => {
    shop.server.answer(redirect(location))
    await expectFailure('refused-address')
    expect(shop.server.requests).toHaveLength(1)
  })

  it('does not go round in circles', async () => {
    shop.server.answer(redirect('/model.gguf'))
    await expectFailure('too-many-redirects')
    expect(shop.server.requests).toHaveLength(6)
  })

  it('does not follow a redirect to nowhere', async () => {
    shop.server.answer(status(302))
    await expectFailure('unexpected-answer')
  })

  it('asks the origin again when the address it was sent to has expired', async () => {
    shop.server.answer(redirect('/signed?1'), resetAfter(600_000), redirect('/signed?2'), status(403), serve())
    await expectPublished()
    expect(shop.server.requests.map(({ path }) => path)).toEqual([
      '/model.gguf',
      '/signed?1',
      '/model.gguf',
      '/signed?2',
      '/model.gguf',
    ])
  })
})
