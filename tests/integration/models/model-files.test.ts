import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importModel } from '../../../electron/models/import-model.ts'
import { CATALOGUE, copying, MODEL, modelWorkshop } from '../../support/model-workshop.ts'

describe('A model file that is imported', () => {
  it('tells how far the copy is, and ends with the model', async () => {
    const { files, folder, mine } = modelWorkshop()
    const frames = importModel(files, { path: mine, how: 'copy' }, new AbortController().signal)
    const shares: number[] = []
    let next = await frames.next()
    for (; next.done !== true; next = await frames.next()) shares.push(next.value.share)
    expect(next.value).toMatchObject({ ok: true, value: { path: join(folder, 'mine.gguf') } })
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  it('is only remembered when it is linked', async () => {
    const { files, folder, mine, paths } = modelWorkshop()
    const linked = await importModel(files, { path: mine, how: 'link' }, new AbortController().signal).next()
    expect(linked).toMatchObject({ done: true, value: { ok: true, value: { path: mine } } })
    expect(existsSync(folder)).toBe(false)
    expect(await paths()).toContain(mine)
  })

  it('is copied to Agate’s own, whole, and listed', async () => {
    const { files, folder, mine, paths } = modelWorkshop()
    expect(await files.copy(mine, copying)).toMatchObject({ ok: true, value: { sizeBytes: MODEL.length } })
    expect(readdirSync(folder)).toEqual(['mine.gguf'])
    expect(await paths()).toContain(join(folder, 'mine.gguf'))
  })

  it('gets another name when that one is taken', async () => {
    const { files, folder, mine } = modelWorkshop()
    await files.copy(mine, copying)
    await files.copy(mine, copying)
    expect(readdirSync(folder).sort()).toEqual(['mine (2).gguf', 'mine.gguf'])
  })

  it('is only remembered when it is linked', async () => {
    const { files, folder, mine, paths } = modelWorkshop()
    expect(await files.link(mine)).toMatchObject({ ok: true, value: { path: mine } })
    expect(existsSync(folder)).toBe(false)
    expect(await paths()).toContain(mine)
  })

  it('is not said to be in use when the choice cannot be saved', async () => {
    const disk = { isFull: true, hasBallast: false }
    const { models, mine } = modelWorkshop([], disk)
    expect(await models.use(mine)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(models.current).toBeNull()
    disk.isFull = false
    expect(await models.use(mine)).toMatchObject({ ok: true })
    expect(models.current?.path).toBe(mine)
  })

  it('is refused when it is no model, and nothing is left of it', async () => {
    const { files, folder, mine } = modelWorkshop()
    writeFileSync(mine, 'Once upon a time')
    expect(await files.copy(mine, copying)).toMatchObject({ ok: false, error: { code: 'not-gguf' } })
    expect(existsSync(folder)).toBe(false)
  })

  it('leaves nothing behind when the copy is stopped', async () => {
    const { files, folder, mine } = modelWorkshop()
    const stopped = { ...copying, signal: AbortSignal.abort() }
    expect(await files.copy(mine, stopped)).toMatchObject({ ok: false, error: { code: 'stopped' } })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('A model file of the catalogue’s size that is imported', () => {
  function altered(): Buffer {
    const bytes = Buffer.from(MODEL)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    return bytes
  }

  it('never gets the catalogue’s name when a single byte differs: it is a file of one’s own', async () => {
    const { files, folder, mine } = modelWorkshop(CATALOGUE)
    const named = join(dirname(mine), 'catalogued.gguf')
    writeFileSync(named, altered())
    expect(await files.copy(named, copying)).toMatchObject({ ok: true })
    expect(readdirSync(folder)).toEqual(['catalogued (2).gguf', 'catalogued (2).gguf.checked'])
  })

  it('gets the catalogue’s name when its checksum is right, whatever it was called', async () => {
    const { files, folder, mine } = modelWorkshop(CATALOGUE)
    const shares: number[] = []
    await files.copy(mine, { ...copying, onProgress: (share) => void shares.push(share) })
    expect(readdirSync(folder)).toEqual(['catalogued.gguf', 'catalogued.gguf.checked'])
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  it('can be stopped while it is being checked, and nothing is left of it', async () => {
    const { files, folder, mine } = modelWorkshop(CATALOGUE)
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    expect(await files.copy(mine, { onProgress, signal: stop.signal })).toMatchObject({ error: { code: 'stopped' } })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('A model that is removed', () => {
  it('is gone from the list and can come back until Agate closes', async () => {
    const { files, folder, mine, paths } = modelWorkshop()
    await files.copy(mine, copying)
    const own = join(folder, 'mine.gguf')
    expect(await files.remove(own)).toEqual({ ok: true, value: { freedBytes: MODEL.length } })
    expect(await paths()).not.toContain(own)
    expect(await files.restore(own)).toMatchObject({ ok: true })
    expect(await paths()).toContain(own)
  })

  it('is listed until it comes back or Agate closes, with what that frees', async () => {
    const { files, folder, mine } = modelWorkshop()
    await files.copy(mine, copying)
    await files.link(mine)
    const own = join(folder, 'mine.gguf')
    await files.remove(own)
    await files.remove(mine)
    const name = 'Tiny Gemma 2, scripted'
    const ofOwn = { path: own, name, freedBytes: MODEL.length }
    expect(files.removed.list()).toEqual([ofOwn, { path: mine, name, freedBytes: 0 }])
    await files.restore(mine)
    expect(files.removed.list()).toEqual([ofOwn])
    await files.purge()
    expect(files.removed.list()).toEqual([])
  })

  it('is not listed when it was not removed', async () => {
    const { files, bundled } = modelWorkshop()
    await files.remove(join(bundled, 'starter.gguf'))
    expect(files.removed.list()).toEqual([])
  })

  it('is deleted for good when Agate closes', async () => {
    const { files, folder, mine } = modelWorkshop()
    await files.copy(mine, copying)
    await files.remove(join(folder, 'mine.gguf'))
    await files.purge()
    expect(readdirSync(folder)).toEqual([])
    expect(await files.restore(join(folder, 'mine.gguf'))).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('goes on a full disk too, with the room of the ballast', async () => {
    const disk = { isFull: false, hasBallast: true }
    const { files, folder, mine, models, paths } = modelWorkshop([], disk)
    await files.copy(mine, copying)
    const own = join(folder, 'mine.gguf')
    await models.use(own)
    disk.isFull = true
    expect(await files.remove(own)).toEqual({ ok: true, value: { freedBytes: MODEL.length } })
    expect(disk.hasBallast).toBe(false)
    expect(await paths()).not.toContain(own)
  })

  it('goes on a full disk without any ballast where nothing has to be written', async () => {
    const disk = { isFull: false, hasBallast: false }
    const { files, folder, mine } = modelWorkshop([], disk)
    await files.copy(mine, copying)
    disk.isFull = true
    expect(await files.remove(join(folder, 'mine.gguf'))).toMatchObject({ ok: true })
  })

  it('stays where it is when it cannot be written down that it went', async () => {
    const disk = { isFull: false, hasBallast: false }
    const { files, folder, mine, models, paths } = modelWorkshop([], disk)
    await files.copy(mine, copying)
    const own = join(folder, 'mine.gguf')
    await models.use(own)
    disk.isFull = true
    expect(await files.remove(own)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(await paths()).toContain(own)
  })

  it('stays where it is when it was only linked', async () => {
    const { files, mine, paths } = modelWorkshop()
    await files.link(mine)
    expect(await files.remove(mine)).toEqual({ ok: true, value: { freedBytes: 0 } })
    expect(existsSync(mine)).toBe(true)
    expect(await paths()).not.toContain(mine)
    await files.restore(mine)
    expect(await paths()).toContain(mine)
  })

  it('stays where it is when the note of its checksum cannot come along', async () => {
    const { files, folder, mine, paths } = modelWorkshop()
    await files.copy(mine, copying)
    mkdirSync(join(folder, '.removed/mine.gguf.checked'), { recursive: true })
    const own = join(folder, 'mine.gguf')
    expect(await files.remove(own)).toMatchObject({ ok: false, error: { code: 'disk-error' } })
    expect(await paths()).toContain(own)
  })

  it('makes room for the next best when it was in use', async () => {
    const { files, folder, bundled, mine, models } = modelWorkshop()
    await files.copy(mine, copying)
    await models.use(join(folder, 'mine.gguf'))
    await files.remove(join(folder, 'mine.gguf'))
    expect(models.current?.path).toBe(join(bundled, 'starter.gguf'))
  })

  it('is refused while it answers, when it came with Agate, and when it is none of Agate’s', async () => {
    const { files, folder, bundled, mine, models, engine } = modelWorkshop()
    await files.copy(mine, copying)
    await models.use(join(folder, 'mine.gguf'))
    engine.setStatus({ state: 'writing' })
    expect(await files.remove(join(folder, 'mine.gguf'))).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(await files.remove(join(bundled, 'starter.gguf'))).toMatchObject({ ok: false, error: { code: 'bundled' } })
    expect(await files.remove(mine)).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })
})

describe('A model that is to be used', () => {
  it('answers from then on, also after the next start', async () => {
    const { mine, models, settings } = modelWorkshop()
    expect(await models.use(mine)).toMatchObject({ ok: true, value: { path: mine } })
    expect(models.current?.path).toBe(mine)
    expect(settings.get().modelPath).toBe(mine)
  })

  it('is refused with a sentence on a full disk, and the one before stays in use', async () => {
    const disk = { isFull: false, hasBallast: false }
    const { bundled, mine, models } = modelWorkshop([], disk)
    await models.apply()
    disk.isFull = true
    expect(await models.use(mine)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(models.current?.path).toBe(join(bundled, 'starter.gguf'))
  })
})
