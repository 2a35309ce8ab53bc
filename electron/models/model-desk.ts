import { dirname } from 'node:path'
import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { Catalogue, CatalogueEntry, MemoryFit } from '../../shared/model/catalogue.ts'
import type { InstalledCopy } from '../../shared/model/download.ts'
import type { MeasuredSpeed } from '../../shared/model/measured-speed.ts'
import type { Computer, LocalModel, ModelOffer, ModelOverview } from '../../shared/model/model-offer.ts'
import type { ModelSettings, ModelSettingsPatch } from '../../shared/model/model-settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import type { Engine } from '../engine/engine.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { FileFits } from './file-fits.ts'
import type { ModelInUse } from './model-in-use.ts'
import { paced } from './paced.ts'

export interface ModelDeskOptions {
  readonly catalogue: Catalogue
  readonly downloads: DownloadService
  readonly models: ModelInUse
  readonly engine: Pick<Engine, 'reload'>
  /** Looks for graphics cards anew and tries them with the model in use. */
  readonly tryCards: () => void
  readonly settings: SettingsService
  readonly fit: (entry: CatalogueEntry) => MemoryFit
  readonly fileFits: Pick<FileFits, 'of'>
  readonly computer: () => Promise<Computer>
  /** Folders of models that came with Agate. */
  readonly bundledFolders: readonly string[]
  readonly publish: AgatePublish
}

/** Faster than anybody reads, and each crosses to every window. */
const TELL_EVERY_MS = 250

/** Changes to these take effect when the model is loaded. */
const OF_LOADING = ['contextSize', 'offload', 'threads'] as const

/** What the window asks about models: everything that helps to choose one, and the settings of each. */
export class ModelDesk {
  readonly #options: ModelDeskOptions
  /** A search for copies that runs; a second one asks the same. */
  #search: Promise<InstalledCopy[]> | null = null

  constructor(options: ModelDeskOptions) {
    this.#options = options
    const { downloads, publish } = options
    downloads.onChange(
      paced(TELL_EVERY_MS, (download) => {
        publish('models', 'downloadChanged', download)
      }),
    )
  }

  async overview(): Promise<ModelOverview> {
    const { catalogue, computer } = this.#options
    const offers = catalogue.models.flatMap((entry) => this.#offer(entry))
    return { computer: await computer(), offers, files: await this.#files() }
  }

  findCopies(): Promise<InstalledCopy[]> {
    this.#search ??= this.#options.downloads.findCopies(new AbortController().signal).finally(() => {
      this.#search = null
    })
    return this.#search
  }

  /** Loads the model in use anew when the change concerns how it is loaded. */
  changeSettings(path: string, patch: ModelSettingsPatch): Result<ModelSettings, 'disk-full'> {
    const { engine, models, settings } = this.#options
    const before = settings.modelSettings(path)
    const saved = settings.changeModelSettings(path, patch)
    if (!saved.ok) return saved
    const isOther = OF_LOADING.some((name) => before[name] !== saved.value[name])
    if (isOther && models.current?.path === path) engine.reload()
    return saved
  }

  /** Refused where the model's settings keep it off the card anyway. */
  tryCards(): Result<undefined, 'off'> {
    const { models, settings, tryCards } = this.#options
    if (settings.modelSettings(models.current?.path ?? '').offload === 'off') {
      return err(
        'off',
        'The settings of this model keep it off the graphics card. Nothing was tried; change them first.',
      )
    }
    tryCards()
    return ok()
  }

  #offer(entry: CatalogueEntry): ModelOffer[] {
    const { downloads, fit } = this.#options
    const download = downloads.get(entry.id)
    const found = downloads.licenceOf(entry.id)
    if (download === null || found === null) return []
    const { name, url, notice, mustAccept } = found.licence
    const terms = { name, url, notice, mustAccept, missing: found.missing }
    const speed = download.path === null ? null : this.#speedOf(download.path, entry.sizeBytes)
    return [{ ...entry, fit: fit(entry), download, terms, speed }]
  }

  async #files(): Promise<LocalModel[]> {
    const { models, bundledFolders, fileFits } = this.#options
    const files = await models.list()
    return Promise.all(
      files.map(async (file) => ({
        ...file,
        inUse: file.path === models.current?.path,
        bundled: bundledFolders.includes(dirname(file.path)),
        speed: this.#speedOf(file.path, file.sizeBytes),
        fit: await fileFits.of(file),
      })),
    )
  }

  #speedOf(path: string, sizeBytes: number): MeasuredSpeed | null {
    const speed = this.#options.settings.get().measuredSpeeds[path]
    return speed?.sizeBytes === sizeBytes ? speed : null
  }
}
