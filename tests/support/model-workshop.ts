import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModelFiles } from '../../electron/models/model-files.ts'
import { ModelInUse } from '../../electron/models/model-in-use.ts'
import { ModelLibrary } from '../../electron/models/model-library.ts'
import { NoticeBoard } from '../../electron/notice-board.ts'
import { SettingsService } from '../../electron/settings/settings-service.ts'
import { ScriptedEngine } from '../fakes/scripted-engine.ts'
import { tinyGemma } from './gguf/tiny-gemma.ts'
import { tempFolder } from './temp-folder.ts'

export const MODEL = tinyGemma({ behaviour: 'scripted' })
export const CATALOGUE = [
  { fileName: 'catalogued.gguf', sizeBytes: MODEL.length, sha256: createHash('sha256').update(MODEL).digest('hex') },
]
export const copying = { onProgress: () => undefined, signal: new AbortController().signal }

interface Disk {
  isFull: boolean
  hasBallast: boolean
}

/** Agate’s model files with a folder of its own, one of what came with it, and a file elsewhere. */
export function modelWorkshop(catalogue: typeof CATALOGUE = [], disk: Disk = { isFull: false, hasBallast: false }) {
  const home = tempFolder()
  const folder = join(home, 'models')
  const bundled = join(home, 'bundled')
  const elsewhere = join(home, 'elsewhere')
  for (const one of [bundled, elsewhere]) mkdirSync(one)
  writeFileSync(join(bundled, 'starter.gguf'), MODEL)
  writeFileSync(join(elsewhere, 'mine.gguf'), MODEL)
  const publish = () => undefined
  const set = () => {
    if (disk.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
  }
  const settings = new SettingsService({ get: () => ({}), set, damagedCopy: null }, publish)
  const engine = new ScriptedEngine([], null)
  const library = new ModelLibrary({
    folders: [folder, bundled],
    chosenPath: () => settings.get().modelPath,
    linked: () => settings.get().linkedModels,
  })
  const notices = new NoticeBoard(publish)
  const models = new ModelInUse({ library, engine, settings, notices, changed: () => undefined })
  const changed: string[] = []
  const files = new ModelFiles({
    folder,
    bundledFolders: [bundled],
    catalogue,
    models,
    settings,
    makeRoom() {
      const made = disk.hasBallast
      if (made) Object.assign(disk, { isFull: false, hasBallast: false })
      return made
    },
    async changed(path) {
      changed.push(path)
      await models.apply()
    },
  })
  const paths = async () => (await models.list()).map(({ path }) => path)
  return {
    folder,
    bundled,
    mine: join(elsewhere, 'mine.gguf'),
    settings,
    engine,
    notices,
    models,
    files,
    changed,
    paths,
  }
}
