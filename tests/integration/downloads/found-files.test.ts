import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkedDigest } from '../../../electron/downloads/checked-note.ts'
import type { DownloadSurroundings } from '../../../electron/downloads/download.ts'
import { DownloadService } from '../../../electron/downloads/download-service.ts'
import type { ModelDownload } from '../../../shared/model/download.ts'
import { ok } from '../../../shared/result.ts'
import { status } from '../../fakes/model-server.ts'
import { DownloadWorkshop, QUICK_LIMITS, sha256 } from '../../support/download-workshop.ts'
import { twinCatalogue } from '../../support/twin-catalogue.ts'

let shop: DownloadWorkshop
const opened: DownloadService[] = []

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
})
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close()
  await shop.close()
})

async function open(surroundings: Partial<DownloadSurroundings> = {}): Promise<DownloadService> {
  const service = await DownloadService.open({
    catalogue: twinCatalogue(shop),
    folder: shop.folder,
    bundledFolders: [],
    holderFolders: [],
    licences: { accepted: () => ['terms 1'], accept: () => ok() },
    surroundings: { ...shop.surroundings(), ...surroundings },
    limits: QUICK_LIMITS,
    log: () => undefined,
  })
  opened.push(service)
  return service
}

describe('A file in the models folder under the name and with the size of a model of the catalogue', () => {
  it('is taken for the model only after its checksum was found right', async () => {
    const path = join(shop.folder, 'one.gguf')
    writeFileSync(path, shop.body)
    const service = await open()
    expect(service.get('one')).toMatchObject({ state: 'verifying', path })
    const seen: ModelDownload[] = []
    service.onChange((download) => seen.push(download))
    expect(service.start('one').ok).toBe(true)
    expect(await service.ended('one')).toMatchObject({ state: 'ready', path })
    expect(seen.some(({ state, progress }) => state === 'verifying' && progress !== null)).toBe(true)
    expect(shop.server.requests).toEqual([])
  })

  it('is not taken for it with another checksum, and not read again', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), damagedBody())
    const service = await open()
    expect(await service.ended('one')).toMatchObject({ state: 'absent', path: null })
    expect((await open()).get('one')?.state).toBe('absent')
    expect(readFileSync(join(shop.folder, 'one.gguf')).equals(damagedBody())).toBe(true)
  })

  it('counts as none while another program writes it, and is read again by whoever looks afterwards', async () => {
    const path = join(shop.folder, 'one.gguf')
    writeFileSync(path, shop.body)
    const service = await open()
    const stop = service.onChange(() => utimesSync(path, new Date(), new Date(Date.now() + 60_000)))
    expect(await service.ended('one')).toMatchObject({ state: 'absent', path: null, problem: null })
    stop()
    await service.lookAgain()
    expect(await service.ended('one')).toMatchObject({ state: 'ready', path })
  })

  it('is the model also where its checksum cannot be noted', async () => {
    const path = join(shop.folder, 'one.gguf')
    writeFileSync(path, shop.body)
    // Nothing can be written under this name.
    mkdirSync(`${path}.checked.new`)
    const service = await open()
    expect(await service.ended('one')).toMatchObject({ state: 'ready', path, problem: null })
  })

  it('is forgotten when it is taken away while it is read', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body)
    const service = await open()
    rmSync(join(shop.folder, 'one.gguf'))
    expect(await service.ended('one')).toMatchObject({ state: 'absent', path: null, problem: null })
  })

  it('is not read again when it was downloaded or checked before, unless it changed', async () => {
    const service = await open()
    service.start('one')
    await service.ended('one')
    expect((await open()).get('one')?.state).toBe('ready')
    writeFileSync(join(shop.folder, 'one.gguf'), damagedBody())
    const after = await open()
    expect(after.get('one')?.state).toBe('verifying')
    expect((await after.ended('one'))?.state).toBe('absent')
  })
})

describe('A model that was ready', () => {
  it('is fetched again when its file was deleted by hand, whether or not that was seen', async () => {
    const service = await open()
    service.start('one')
    await service.ended('one')
    rmSync(join(shop.folder, 'one.gguf'))
    service.start('one')
    expect(await service.ended('one')).toMatchObject({ state: 'ready' })
    expect(readFileSync(join(shop.folder, 'one.gguf')).equals(shop.body)).toBe(true)
    rmSync(join(shop.folder, 'one.gguf'))
    await service.lookAgain()
    expect(service.get('one')).toMatchObject({ state: 'absent', path: null })
  })

  it('is told to be absent when somebody cut its file', async () => {
    const service = await open()
    service.start('one')
    await service.ended('one')
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body.subarray(0, 1000))
    await service.lookAgain()
    expect(service.get('one')).toMatchObject({ state: 'absent', path: null })
  })
})

describe('A model that was absent', () => {
  it('is checked and ready when its file was put there by hand', async () => {
    const service = await open()
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body)
    await service.lookAgain()
    expect(await service.ended('one')).toMatchObject({ state: 'ready', path: join(shop.folder, 'one.gguf') })
    expect(shop.server.requests).toEqual([])
  })

  it('is not announced again while nothing changes, whatever is there under its name', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), damagedBody())
    const service = await open()
    await service.ended('one')
    const seen: ModelDownload[] = []
    service.onChange((download) => seen.push(download))
    await service.lookAgain()
    expect(seen).toEqual([])
  })

  it('is ready too when its download had failed before', async () => {
    const service = await open()
    shop.server.answer(status(404))
    service.start('one')
    await service.ended('one')
    await service.lookAgain()
    expect(service.get('one')).toMatchObject({ state: 'failed', problem: { code: 'missing-at-source' } })
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body)
    await service.lookAgain()
    expect(await service.ended('one')).toMatchObject({ state: 'ready', problem: null })
  })

  it('is not checked over and over when the check cannot be finished', async () => {
    const service = await open({
      now: () => {
        throw new Error('A clock that stands still')
      },
    })
    writeFileSync(join(shop.folder, 'one.gguf'), shop.body)
    await service.lookAgain()
    expect(await service.ended('one')).toMatchObject({ state: 'failed', problem: { code: 'internal' } })
    await service.lookAgain()
    expect(service.get('one')?.state).toBe('failed')
  })
})

describe('A file of somebody’s own under the name of a model of the catalogue', () => {
  const ownBody = Buffer.from('GGUF, but a model of my own')

  it('is kept under a free name when that model is downloaded', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), ownBody)
    writeFileSync(join(shop.folder, 'one (2).gguf'), 'taken')
    const service = await open()
    service.start('one')
    expect(await service.ended('one')).toMatchObject({ state: 'ready' })
    expect(readFileSync(join(shop.folder, 'one.gguf')).equals(shop.body)).toBe(true)
    expect(readFileSync(join(shop.folder, 'one (2).gguf'), 'utf8')).toBe('taken')
    expect(readFileSync(join(shop.folder, 'one (3).gguf')).equals(ownBody)).toBe(true)
  })

  it('is kept with what is known of it when it has the same size, also when a copy is taken instead', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), damagedBody())
    writeFileSync(join(shop.folder, 'copy'), shop.body)
    const service = await open()
    await service.ended('one')
    service.useCopy({ id: 'one', path: join(shop.folder, 'copy') })
    expect(await service.ended('one')).toMatchObject({ state: 'ready' })
    const other = join(shop.folder, 'one (2).gguf')
    expect(readFileSync(other).equals(damagedBody())).toBe(true)
    expect(await checkedDigest(other)).toBe(sha256(damagedBody()))
  })

  it('is not kept twice when it is that very model, put there while it was downloaded', async () => {
    const service = await open()
    service.onChange(({ state }) => {
      if (state === 'verifying') writeFileSync(join(shop.folder, 'one.gguf'), shop.body)
    })
    service.start('one')
    expect(await service.ended('one')).toMatchObject({ state: 'ready' })
    expect(shop.files()).toEqual(['one.gguf', 'one.gguf.checked'])
  })
})

function damagedBody(): Buffer {
  return Buffer.from(shop.body).fill('damaged', 500_000, 500_007)
}
