import { readFileSync, statSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DownloadingOrder } from '../../fakes/downloading-order.ts'
import { DownloadingProgram } from '../../support/downloading-program.ts'
import { DownloadWorkshop, MODEL_BYTES, QUICK_LIMITS } from '../../support/download-workshop.ts'

let program: DownloadingProgram
let shop: DownloadWorkshop

beforeAll(async () => {
  program = await DownloadingProgram.build()
})
afterAll(() => program.remove())

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
})
afterEach(() => shop.close())

function run(killAt: DownloadingOrder['killAt'], shell = '') {
  const { target, server } = shop
  return program.run({ target, port: server.port, proxyPort: null, limits: QUICK_LIMITS, killAt }, { shell })
}

function partBytes(): number {
  return statSync(`${shop.target.path}.part`, { throwIfNoEntry: false })?.size ?? 0
}

describe('a program that is killed while it downloads', () => {
  it.each([
    'open' as const,
    'opened' as const,
    'downloading' as const,
    1,
    3,
    65_536,
    500_000,
    MODEL_BYTES - 1,
    MODEL_BYTES,
    'sync' as const,
    'closed' as const,
    'verifying' as const,
  ])('at %s, is followed by one that goes on from there', async (point) => {
    expect(await run(point)).toEqual({ signal: 'SIGKILL', output: '' })
    expect(shop.files()).not.toContain('model.gguf')
    const have = partBytes()
    if (typeof point === 'number') expect(have).toBe(point)
    shop.server.requests.length = 0

    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
    expect(shop.files()).toEqual(['model.gguf'])
    expect(shop.server.firstBytes).toEqual(have === MODEL_BYTES ? [] : [have === 0 ? null : have])
  })

  it('and killed again and again, still ends with the right file', async () => {
    for (const point of [100_000, 200_000, 'opened' as const, 800_000]) await run(point)
    expect(JSON.parse((await run(null)).output)).toEqual({ ok: true, value: 'published' })
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
  })
})

describe('a system that limits the size of files', () => {
  it('ends the download with a sentence and keeps the part', async () => {
    // 512-byte blocks in some shells and kilobytes in others: less than the model either way.
    const { output } = await run(null, `trap '' XFSZ; ulimit -f 600;`)
    expect(JSON.parse(output)).toMatchObject({ ok: false, error: { code: 'file-too-large' } })
    expect(partBytes()).toBeGreaterThan(0)
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
  })
})
