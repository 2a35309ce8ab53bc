import { basename, dirname } from 'node:path'
import { attempt } from './attempt.ts'
import type { CatalogueServices } from './cli/list-models.ts'
import { thisComputer } from './models/computer.ts'
import { heldMemory } from './models/held-memory.ts'
import { ModelDesk } from './models/model-desk.ts'
import { ModelFiles } from './models/model-files.ts'
import { ModelInUse } from './models/model-in-use.ts'
import { ModelLibrary } from './models/model-library.ts'
import { ModelRepair } from './models/model-repair.ts'
import { recordSpeeds } from './models/speed-record.ts'
import { openDownloads } from './open-downloads.ts'
import type { EngineParts } from './open-engine.ts'
import type { Store } from './open-store.ts'
import type { ServiceOptions } from './service-options.ts'

export interface Models extends CatalogueServices {
  readonly models: ModelInUse
  readonly modelDesk: ModelDesk
  readonly modelFiles: ModelFiles
  readonly modelRepair: ModelRepair
}

/** The models there are and could be, with the one that fits best given to the engine. */
export async function openModels(
  options: ServiceOptions,
  { settings, notices, ballast }: Store,
  { engine, devices, trials }: EngineParts,
): Promise<Models> {
  const { paths, publish, log } = options
  const library = new ModelLibrary({
    folders: [paths.downloadedModels, paths.bundledModels],
    chosenPath: () => settings.get().modelPath,
    linked: () => settings.get().linkedModels,
  })
  const changed = () => publish('models', 'changed', {})
  const models = new ModelInUse({ library, engine, settings, notices, changed })
  const downloadParts = await openDownloads({
    paths,
    settings,
    freeVramBytes: () => devices.provenCards()?.freeBytes ?? null,
    heldBytes: () => heldMemory(engine.status(), models.current),
    log,
  })
  const { catalogue, downloads, fit } = downloadParts
  // A model that has just become ready may be better than the one in use.
  downloads.onChange(({ state }) => {
    if (state === 'ready') void models.apply().then(changed)
  })
  engine.onStatus(recordSpeeds(settings, () => models.current))
  const modelFiles = new ModelFiles({
    folder: paths.downloadedModels,
    bundledFolders: [paths.bundledModels],
    catalogue: catalogue.models,
    models,
    settings,
    makeRoom: () => ballast.release(),
    async changed(path) {
      for (const { id, fileName } of catalogue.models) if (basename(path) === fileName) await downloads.refresh(id)
      await models.apply()
      changed()
    },
  })
  await attempt('removed models', () => modelFiles.purge(), log)
  const modelDesk = new ModelDesk({
    catalogue,
    tryCards: (path) => trials.tryAgain(path),
    downloads,
    fit,
    models,
    removed: modelFiles.removed,
    engine,
    settings,
    computer: () => thisComputer(dirname(paths.database), devices.provenCards()),
    bundledFolders: [paths.bundledModels],
    publish,
  })
  await models.apply()
  const modelRepair = new ModelRepair({ downloads, models, files: modelFiles, desk: modelDesk, engine })
  return { ...downloadParts, models, modelDesk, modelFiles, modelRepair }
}
