import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPartHandle, type OpenPartHandle } from '../../../electron/downloads/part-file.ts'
import type { DownloadProgress } from '../../../shared/model/download.ts'
import { resetAfter, serve, stallAfter } from '../../fakes/model-server.ts'
import { DownloadWorkshop, MODEL_BYTES } from '../../support/download-workshop.ts'
import { until } from '../../support/until.ts'

let shop: DownloadWorkshop

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
})
afterEach(() => shop.close())

/** A disk that takes no byte after `room`. */
function diskThatFails(code: string, room: number): OpenPartHandle {
  return async (path, flags) => {
    const handle = await openPartHandle(path, flags)
    return {
      ...handle,
      write: (bytes, position) => {
        if (position >= room) return Promise.reject(Object.assign(new Error(code), { code }))
        return handle.write(bytes.subarray(0, room - position), position)
      },
    }
  }
}

describe('the disk under a download', () => {
  it('is asked for room before the first byte', async () => {
    const freeBytes = () => Promise.resolve(MODEL_BYTES - 200_000)
    const result = await shop.download({ surroundings: { freeBytes }, limits: { reserveBytes: 300_000 } })
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space' } })
    expect(result.ok ? '' : result.error.message).toContain('500 kB more must be free')
    expect(shop.server.requests).toEqual([])
  })

  it('is asked again on the way, so that the last room is left to what must be saved', async () => {
    let asked = 0
    const freeBytes = () => Promise.resolve((asked += 1) === 1 ? MODEL_BYTES * 2 : 1000)
    const full = await shop.download({ surroundings: { freeBytes } })
    expect(full).toMatchObject({ ok: false, error: { code: 'no-space' } })
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
    expect(shop.server.firstBytes[1]).toBeGreaterThanOrEqual(100_000)
  })

  it.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EFBIG', 'file-too-large'],
    ['EIO', 'disk-error'],
  ])('may fail with %s in the middle, and the download goes on from there later', async (code, expected) => {
    const openPart = diskThatFails(code, 345_678)
    expect(await shop.download({ surroundings: { openPart } })).toMatchObject({ ok: false, error: { code: expected } })
    expect(shop.files()).toEqual(['model.gguf.part', 'model.gguf.part.json'])
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
    expect(shop.server.firstBytes).toEqual([null, 345_678])
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
  })

  it('keeps an older file of the name until the new one is verified', async () => {
    writeFileSync(shop.target.path, 'older')
    shop.server.answer(serve({ body: Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(MODEL_BYTES - 4)]) }))
    expect(await shop.download()).toMatchObject({ ok: false, error: { code: 'hash-mismatch' } })
    expect(readFileSync(shop.target.path, 'utf8')).toBe('older')
    shop.server.answer(serve())
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
  })
})

describe('stopping a download', () => {
  it('keeps what was received, for the next time', async () => {
    shop.server.answer(stallAfter(400_000), serve())
    const controller = new AbortController()
    let received = 0
    const running = shop.download({
      signal: controller.signal,
      report: (_phase, progress) => (received = progress.receivedBytes),
      surroundings: { now: fastClock() },
    })
    await until(() => received === 400_000)
    controller.abort()
    expect(await running).toEqual({ ok: true, value: 'stopped' })
    expect(shop.files()).toEqual(['model.gguf.part', 'model.gguf.part.json'])
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
    expect(shop.server.firstBytes).toEqual([null, 400_000])
  })

  it('also ends the wait for another try', async () => {
    shop.server.answer(resetAfter(1000))
    const controller = new AbortController()
    const running = shop.download({
      signal: controller.signal,
      surroundings: {
        wait: () => {
          controller.abort()
          return Promise.resolve()
        },
      },
    })
    expect(await running).toEqual({ ok: true, value: 'stopped' })
    expect(shop.server.requests).toHaveLength(1)
  })

  it('does nothing at all when it comes first', async () => {
    expect(await shop.download({ signal: AbortSignal.abort() })).toEqual({ ok: true, value: 'stopped' })
    expect(shop.server.requests).toEqual([])
  })
})

describe('two downloads of one file', () => {
  it('do not run at the same time', async () => {
    shop.server.answer(stallAfter(1000), serve())
    const controller = new AbortController()
    const first = shop.download({ signal: controller.signal })
    await until(() => shop.server.requests.length === 1)
    expect(await shop.download()).toMatchObject({ ok: false, error: { code: 'busy' } })
    controller.abort()
    expect(await first).toEqual({ ok: true, value: 'stopped' })
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
  })
})

describe('the progress of a download', () => {
  it('goes up to the whole, with a speed and a time that agree', async () => {
    const seen: DownloadProgress[] = []
    const report = (phase: string, progress: DownloadProgress) => {
      if (phase === 'downloading') seen.push(progress)
    }
    await shop.download({ report, surroundings: { now: fastClock() } })
    const received = seen.map(({ receivedBytes }) => receivedBytes)
    expect(received).toEqual([...received].sort((a, b) => a - b))
    expect(received.at(-1)).toBe(MODEL_BYTES)
    for (const { receivedBytes, totalBytes, bytesPerSecond, etaSeconds } of seen.slice(1)) {
      expect(totalBytes).toBe(MODEL_BYTES)
      expect((bytesPerSecond ?? 0) * (etaSeconds ?? -1)).toBeCloseTo(MODEL_BYTES - receivedBytes, 0)
    }
  })
})

/** A clock that moves by a second each time somebody looks, so that every step is reported. */
function fastClock(): () => number {
  let at = 0
  return () => (at += 1000)
}
