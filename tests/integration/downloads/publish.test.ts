import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adoptCopy } from '../../../electron/downloads/adopt-copy.ts'
import { openPartHandle, type OpenPartHandle } from '../../../electron/downloads/part-file.ts'
import { DownloadWorkshop, QUICK_LIMITS } from '../../support/download-workshop.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const { EIO } = vi.hoisted(() => ({
  EIO: () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' })),
}))
vi.mock('../../../electron/storage/sync-folder.ts', () => ({ syncFolder: EIO }))

let shop: DownloadWorkshop

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
})
afterEach(() => shop.close())

describe('a model that has its name, where the disk cannot be told to keep that at once', () => {
  afterEach(() => {
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
    expect(shop.files()).toEqual(['model.gguf'])
    expect(shop.logged).toEqual(['warn models folder could not be synced'])
  })

  it('counts as downloaded, and the log is told', async () => {
    expect(await shop.download()).toEqual({ ok: true, value: 'published' })
  })

  it('counts as taken from another program, and the log is told', async () => {
    const from = join(tempFolder(), 'theirs.gguf')
    writeFileSync(from, shop.body)
    const { target, log } = shop
    const signal = new AbortController().signal
    const job = { from, target, log, surroundings: shop.surroundings(), limits: QUICK_LIMITS, signal }
    expect(await adoptCopy({ ...job, report: () => undefined })).toEqual({ ok: true, value: 'published' })
  })
})

it('A model whose bytes cannot be brought to the disk itself gets no name', async () => {
  const openPart: OpenPartHandle = async (path, flags) => ({ ...(await openPartHandle(path, flags)), sync: EIO })
  expect(await shop.download({ surroundings: { openPart } })).toMatchObject({ error: { code: 'disk-error' } })
  expect(shop.files()).toEqual(['model.gguf.part', 'model.gguf.part.json'])
})
