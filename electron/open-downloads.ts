import { homedir, totalmem } from 'node:os'
import type { CatalogueServices } from './cli/list-models.ts'
import { readCatalogue } from './downloads/catalogue-file.ts'
import { DOWNLOAD_LIMITS } from './downloads/download.ts'
import { DownloadService } from './downloads/download-service.ts'
import { holderFolders } from './downloads/holder-folders.ts'
import { memoryFit } from './downloads/memory-fit.ts'
import { realSurroundings } from './downloads/surroundings.ts'
import { Egress } from './egress/egress.ts'
import { proxyFromEnvironment } from './egress/proxy.ts'
import { freeMemory } from './engine/free-memory.ts'
import type { Log } from './log.ts'
import type { AppPaths } from './paths.ts'
import type { SettingsService } from './settings/settings-service.ts'

interface DownloadParts {
  readonly paths: AppPaths
  readonly settings: SettingsService
  /** Memory that is free on graphics cards, in bytes; null without one. */
  readonly freeVramBytes: () => number | null
  /** Memory that the model in use would make room for, in bytes. */
  readonly heldBytes: () => number
  readonly log: Log
}

/** The catalogue and its downloads; nothing is fetched before somebody asks for a model. */
export async function openDownloads({
  paths,
  settings,
  freeVramBytes,
  heldBytes,
  log,
}: DownloadParts): Promise<CatalogueServices> {
  const catalogue = await readCatalogue(paths.catalogue)
  const downloads = await DownloadService.open({
    catalogue,
    folder: paths.downloadedModels,
    bundledFolders: [paths.bundledModels],
    holderFolders: holderFolders({ home: homedir(), platform: process.platform, env: process.env }),
    licences: {
      accepted: () => settings.get().acceptedLicences,
      accept: (key) => settings.acceptLicence(key),
    },
    surroundings: realSurroundings(new Egress({ proxy: proxyFromEnvironment(process.env) })),
    limits: DOWNLOAD_LIMITS,
    log,
  })
  const fit: CatalogueServices['fit'] = (sized) =>
    memoryFit(sized, {
      totalRamBytes: totalmem(),
      availableRamBytes: freeMemory() + heldBytes(),
      freeVramBytes: freeVramBytes(),
    })
  return { catalogue, downloads, fit }
}
