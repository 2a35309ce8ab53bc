import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownloadService } from '../../../electron/downloads/download-service.ts'
import type { ModelDownload } from '../../../shared/model/download.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { serve, stallAfter, status } from '../../fakes/model-server.ts'
import { DownloadWorkshop, MODEL_BYTES, QUICK_LIMITS } from '../../support/download-workshop.ts'
import { twinCatalogue } from '../../support/twin-catalogue.ts'
import { until } from '../../support/until.ts'

let shop: DownloadWorkshop
let accepted: string[]
let isDiskFull: boolean
let logged: string[]
const opened: DownloadService[] = []

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
  accepted = ['terms 1']
  isDiskFull = false
  logged = []
})
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close()
  await shop.close()
})

async function open(bundledFolders: readonly string[] = []): Promise<DownloadService> {
  const service = await DownloadService.open({
    catalogue: twinCatalogue(shop),
    folder: shop.folder,
    bundledFolders,
    holderFolders: [],
    licences: { accepted: () => accepted, accept },
    surroundings: shop.surroundings(),
    limits: QUICK_LIMITS,
    log: (level, event) => logged.push(`${level} ${event}`),
  })
  opened.push(service)
  return service
}

function accept(key: string): Result<void, 'disk-full'> {
  if (isDiskFull) return err('disk-full', 'The disk is full.')
  accepted.push(key)
  return ok()
}

function statesOf(service: DownloadService, id: string): string[] {
  const states: string[] = []
  service.onChange((download) => {
    if (download.id === id && states.at(-1) !== download.state) states.push(download.state)
  })
  return states
}

function leavePart(bytes: number): void {
  const { url, revision, sizeBytes, sha256 } = shop.target
  writeFileSync(join(shop.folder, 'one.gguf.part'), shop.body.subarray(0, bytes))
  writeFileSync(
    join(shop.folder, 'one.gguf.part.json'),
    JSON.stringify({ url, revision, sizeBytes, sha256, etag: '"v1"' }),
  )
}

/** A download of `one` that has written 400,000 bytes and waits for more. */
async function underWay(service: DownloadService): Promise<void> {
  shop.server.answer(stallAfter(400_000), serve())
  expect(service.start('one')).toEqual({ ok: true, value: undefined })
  await until(() => partOf('one.gguf') === 400_000)
}

function partOf(name: string): number {
  try {
    return readFileSync(join(shop.folder, `${name}.part`)).length
  } catch {
    return 0
  }
}

describe('DownloadService', () => {
  it('fetches a model and says so step by step', async () => {
    const service = await open()
    expect(service.get('one')).toEqual({ id: 'one', state: 'absent', progress: null, problem: null, path: null })
    const states = statesOf(service, 'one')
    service.start('one')
    const path = join(shop.folder, 'one.gguf')
    expect(await service.ended('one')).toMatchObject({ state: 'ready', path, problem: null })
    expect(states).toEqual(['queued', 'downloading', 'verifying', 'ready'])
    expect(readFileSync(path).equals(shop.body)).toBe(true)
  })

  it('asks for the licence first, remembers it, and asks again for new terms', async () => {
    accepted = ['terms 0']
    const service = await open()
    expect(service.licences.of('one')).toMatchObject({ missing: true, licence: { id: 'terms' } })
    expect(service.start('one')).toMatchObject({ ok: false, error: { code: 'licence-not-accepted' } })
    expect(service.useCopy({ id: 'one', path: '/nowhere' })).toMatchObject({
      ok: false,
      error: { code: 'licence-not-accepted' },
    })
    expect(shop.server.requests).toEqual([])
    expect(service.licences.accept('one')).toEqual({ ok: true, value: undefined })
    expect(accepted).toEqual(['terms 0', 'terms 1'])
    expect(service.start('one').ok).toBe(true)
    expect((await service.ended('one'))?.state).toBe('ready')
  })

  it('says that the disk is full when the agreement cannot be saved, and fetches nothing', async () => {
    accepted = []
    isDiskFull = true
    const service = await open()
    expect(service.licences.accept('one')).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(service.licences.of('one')).toMatchObject({ missing: true })
    expect(shop.server.requests).toEqual([])
  })

  it('knows no models but those of the catalogue', async () => {
    const service = await open()
    expect(service.start('three')).toMatchObject({ ok: false, error: { code: 'unknown-model' } })
    expect(service.licences.accept('three')).toMatchObject({ ok: false, error: { code: 'unknown-model' } })
    expect(service.get('three')).toBeNull()
  })

  it('runs one download at a time', async () => {
    const service = await open()
    await underWay(service)
    service.start('two')
    expect(service.list().map(({ state }) => state)).toEqual(['downloading', 'queued'])
    await service.pause('one')
    expect((await service.ended('two'))?.state).toBe('ready')
    expect(service.get('one')).toMatchObject({ state: 'paused', progress: { receivedBytes: 400_000 } })
  })

  it('pauses, also across a restart, and goes on from there', async () => {
    const before = await open()
    await underWay(before)
    await before.close()

    const after = await open()
    expect(after.get('one')).toMatchObject({
      state: 'paused',
      progress: { receivedBytes: 400_000, totalBytes: MODEL_BYTES },
    })
    after.start('one')
    expect((await after.ended('one'))?.state).toBe('ready')
    expect(shop.server.firstBytes).toEqual([null, 400_000])
  })

  it('can be started again at once after a pause', async () => {
    const service = await open()
    await underWay(service)
    const pausing = service.pause('one')
    expect(service.start('one').ok).toBe(true)
    await pausing
    expect((await service.ended('one'))?.state).toBe('ready')
  })

  it('takes a waiting download out of the queue', async () => {
    const service = await open()
    await underWay(service)
    service.start('two')
    await service.pause('two')
    expect(service.get('two')?.state).toBe('absent')
  })

  it('takes a copy for a download that is paused, and keeps nothing of what had arrived', async () => {
    leavePart(400_000)
    const copy = join(shop.folder, 'copy')
    writeFileSync(copy, shop.body)
    const service = await open()
    expect(service.get('one')?.state).toBe('paused')
    service.useCopy({ id: 'one', path: copy })
    expect(await service.ended('one')).toMatchObject({ state: 'ready' })
    expect(shop.files()).toEqual(['copy', 'one.gguf', 'one.gguf.checked'])
  })

  it('deletes the part when a download is cancelled, but never a finished model', async () => {
    const service = await open()
    await underWay(service)
    await service.cancel('one')
    expect(service.get('one')?.state).toBe('absent')
    expect(shop.files()).toEqual([])
    service.start('one')
    await service.ended('one')
    await service.cancel('one')
    expect(service.get('one')?.state).toBe('ready')
    expect(shop.files()).toEqual(['one.gguf', 'one.gguf.checked'])
  })

  it('fails with a sentence, keeps the part, and can be tried again', async () => {
    leavePart(1234)
    const service = await open()
    shop.server.answer(status(404))
    service.start('one')
    const failed = await service.ended('one')
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'missing-at-source' } })
    shop.server.answer(serve())
    service.start('one')
    expect((await service.ended('one'))?.state).toBe('ready')
    expect(shop.server.firstBytes).toEqual([1234])
  })

  it('logs what nobody expected, and goes on with the next download', async () => {
    const service = await open()
    const seen: ModelDownload[] = []
    service.onChange((download) => {
      if (download.state === 'downloading' && download.id === 'one') throw new Error('a listener broke')
      seen.push(download)
    })
    service.start('one')
    service.start('two')
    expect(await service.ended('one')).toMatchObject({ state: 'failed', problem: { code: 'internal' } })
    expect((await service.ended('two'))?.state).toBe('ready')
    expect(logged).toContain('error download failed unexpectedly')
  })

  it('finds a model that came with Agate, and does not fetch it', async () => {
    const bundle = join(shop.folder, 'bundled')
    mkdirSync(bundle)
    writeFileSync(join(bundle, 'two.gguf'), shop.body)
    const service = await open([bundle])
    expect(service.get('two')).toMatchObject({ state: 'ready', path: join(bundle, 'two.gguf') })
    expect(service.start('two').ok).toBe(true)
    expect(shop.server.requests).toEqual([])
  })

  it('does not take a file that was cut for the model', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body.subarray(0, 5000))
    const service = await open()
    expect(service.get('one')?.state).toBe('absent')
  })
})
