import { existsSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../../shared/model/catalogue.ts'
import { err, ok } from '../../../shared/result.ts'
import { checkModelFile } from '../../../electron/models/model-check.ts'
import { ModelRepair } from '../../../electron/models/model-repair.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../../shared/model/model-settings.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { copying, modelWorkshop } from '../../support/model-workshop.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const MODEL = tinyGemma({ behaviour: 'scripted' })
const never = new AbortController().signal

/** A model in use with these bytes, which the catalogue knows by the sound one's checksum. */
function repairOf(bytes: Buffer, { downloaded = true } = {}) {
  const path = join(tempFolder(), 'gemma.gguf')
  writeFileSync(path, bytes)
  const sha256 = createHash('sha256').update(MODEL).digest('hex')
  const entry = { id: 'gemma', sizeBytes: MODEL.length, sha256, starter: false } as CatalogueEntry
  const done: string[] = []
  const options: ConstructorParameters<typeof ModelRepair>[0] = {
    downloads: {
      entryAt: () => (downloaded ? entry : null),
      mayStart: () => ok(entry),
      start: (id) => {
        done.push(`download ${id}`)
        return ok()
      },
    },
    models: {
      current: { path, name: 'Gemma', sizeBytes: bytes.length, starter: false, memory: null },
      check: checkModelFile,
    },
    files: {
      removeToReplace: () => {
        done.push('remove')
        return Promise.resolve(ok({ freedBytes: 1 }))
      },
    },
    desk: {
      changeSettings: (_path, patch) => {
        done.push(JSON.stringify(patch))
        return ok({ ...MODEL_SETTINGS_DEFAULTS })
      },
    },
    engine: { retry: () => void done.push('retry') },
  }
  return { repair: new ModelRepair(options), options, done }
}

async function found(repair: ModelRepair, signal = never) {
  const frames = repair.examine(signal)
  let next = await frames.next()
  while (next.done !== true) next = await frames.next()
  return next.value
}

describe('A model that stopped the engine again and again', () => {
  it('is sound when every byte is what was downloaded', async () => {
    const { repair } = repairOf(MODEL)
    expect(await found(repair)).toMatchObject({ ok: true, value: { verdict: 'sound', canFetch: false } })
  })

  it('is not called unchanged when only its header could be compared', async () => {
    const { repair } = repairOf(MODEL, { downloaded: false })
    const examined = await found(repair)
    expect(examined).toMatchObject({ ok: true, value: { verdict: 'sound', canFetch: false } })
    const message = examined.ok ? examined.value.message : ''
    expect(message).not.toContain('unchanged')
    expect(message).toContain('No checksum of it is known')
  })

  it('is damaged when one bit of a weight has changed, and is then downloaded again', async () => {
    const bytes = Buffer.from(MODEL)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100)
    const { repair, done } = repairOf(bytes)
    expect(await found(repair)).toMatchObject({ ok: true, value: { verdict: 'damaged', canFetch: true } })
    expect(await repair.fetchAgain()).toEqual({ ok: true, value: undefined })
    expect(done).toEqual(['remove', 'download gemma'])
  })

  it('is not removed when no download may begin, since its terms were not accepted', async () => {
    const { options, done } = repairOf(MODEL)
    const mayStart = () => err('licence-not-accepted' as const, 'Read the terms first.')
    const repair = new ModelRepair({ ...options, downloads: { ...options.downloads, mayStart, start: mayStart } })
    expect(await repair.fetchAgain()).toMatchObject({ ok: false, error: { code: 'licence-not-accepted' } })
    expect(done).toEqual([])
  })

  it('stays the chosen one while it is downloaded again: another answers meanwhile, and nothing is said to be wrong', async () => {
    const { files, folder, bundled, mine, models, engine, notices } = modelWorkshop()
    const path = join(folder, 'mine.gguf')
    await files.copy(mine, copying)
    await models.use(path)
    const repair = new ModelRepair({
      ...repairOf(MODEL).options,
      models,
      files,
      engine,
    })
    expect(await repair.fetchAgain()).toEqual({ ok: true, value: undefined })
    expect(existsSync(path)).toBe(false)
    expect(models.current?.path).toBe(join(bundled, 'starter.gguf'))
    expect(notices.list()).toEqual([])
    writeFileSync(path, MODEL)
    await models.apply()
    expect(models.current?.path).toBe(path)
  })

  it('is not made the chosen one by being downloaded again', async () => {
    const { files, folder, mine, settings } = modelWorkshop()
    await files.copy(mine, copying)
    await files.removeToReplace(join(folder, 'mine.gguf'))
    expect(settings.get().modelPath).toBeNull()
  })

  it('is damaged when its header no longer makes sense, whoever made the file', async () => {
    const { repair, done } = repairOf(MODEL.subarray(0, MODEL.length / 2), { downloaded: false })
    expect(await found(repair)).toMatchObject({ ok: true, value: { verdict: 'damaged', canFetch: false } })
    expect(await repair.fetchAgain()).toMatchObject({ ok: false, error: { code: 'no-model' } })
    expect(done).toEqual([])
  })

  it('says nothing of the file when it is stopped', async () => {
    const { repair } = repairOf(MODEL)
    expect(await found(repair, AbortSignal.abort())).toMatchObject({ ok: false, error: { code: 'stopped' } })
  })

  it('is run on the processor with a small context when that is asked', () => {
    const { repair, done } = repairOf(MODEL)
    expect(repair.runSmaller().ok).toBe(true)
    expect(done).toEqual(['{"contextSize":2048,"offload":"off"}', 'retry'])
  })
})
