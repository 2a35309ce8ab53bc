import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DownloadService } from '../../../electron/downloads/download-service.ts'
import { realSurroundings } from '../../../electron/downloads/surroundings.ts'
import { Egress } from '../../../electron/egress/egress.ts'
import { ModelDesk } from '../../../electron/models/model-desk.ts'
import { ModelInUse } from '../../../electron/models/model-in-use.ts'
import { ModelLibrary } from '../../../electron/models/model-library.ts'
import { NoticeBoard } from '../../../electron/notice-board.ts'
import { SettingsService } from '../../../electron/settings/settings-service.ts'
import type { AgatePublish } from '../../../shared/ipc/contract.ts'
import { ok } from '../../../shared/result.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { QUICK_LIMITS } from '../../support/download-workshop.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Two models of which none is the starter, and what the windows are told. */
async function desk() {
  const folder = join(tempFolder(), 'models')
  mkdirSync(folder)
  const files = ['first.gguf', 'second.gguf'].map((name) => join(folder, name))
  for (const file of files) writeFileSync(file, tinyGemma({ behaviour: 'scripted' }))
  const told: string[] = []
  const publish: AgatePublish = (group, event) => void told.push(`${group} ${event}`)
  const settings = new SettingsService({ get: () => ({}), set: () => undefined, damagedCopy: null }, publish)
  const engine = new ScriptedEngine([], null)
  const library = new ModelLibrary({ folders: [folder], chosenPath: () => settings.get().modelPath, linked: () => [] })
  const models = new ModelInUse(library, engine, settings, new NoticeBoard(publish))
  const catalogue = { licences: [], models: [] }
  const downloads = await DownloadService.open({
    catalogue,
    folder,
    bundledFolders: [],
    holderFolders: [],
    licences: { accepted: () => [], accept: () => ok() },
    surroundings: realSurroundings(new Egress({ proxy: null })),
    limits: QUICK_LIMITS,
    log: () => undefined,
  })
  const modelDesk = new ModelDesk({
    catalogue,
    downloads,
    models,
    engine,
    tryCards: () => undefined,
    settings,
    fit: () => ({ verdict: 'fits', reason: 'There is room.' }),
    computer: () => Promise.resolve({ cores: 1, ramBytes: 1, cards: null, freeDiskBytes: null }),
    bundledFolders: [],
    publish,
  })
  const timesTold = () => told.filter((event) => event === 'models changed').length
  const inUse = async () => (await modelDesk.overview()).files.filter(({ inUse: is }) => is).map(({ path }) => path)
  return { modelDesk, files, timesTold, inUse }
}

describe('Another model that is used', () => {
  it('is told to every window, which then finds it in use', async () => {
    const { modelDesk, files, timesTold, inUse } = await desk()
    for (const [index, file] of files.entries()) {
      expect(await modelDesk.use(file)).toMatchObject({ ok: true, value: { path: file } })
      expect(timesTold()).toBe(index + 1)
      expect(await inUse()).toEqual([file])
    }
  })

  it('is not told when it could not be used', async () => {
    const { modelDesk, files, timesTold } = await desk()
    expect(await modelDesk.use(`${files[0]}.gone`)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(timesTold()).toBe(0)
  })
})
