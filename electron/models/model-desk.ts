import { dirname } from 'node:path'
import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { Catalogue, CatalogueEntry, MemoryFit } from '../../shared/model/catalogue.ts'
import type { InstalledCopy } from '../../shared/model/download.ts'
import type { MeasuredSpeed } from '../../shared/model/measured-speed.ts'
import type { Computer, LocalModel, ModelOffer, ModelOverview } from '../../shared/model/model-offer.ts'
import type { ModelSettings, ModelSettingsPatch } from '../../shared/model/model-settings.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import type { Sized } from '../downloads/memory-fit.ts'
import type { Engine } from '../engine/engine.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { expectedSpeed, type Reference } from './expected-speed.ts'
import type { ModelInUse } from './model-in-use.ts'
import { paced } from './paced.ts'
import type { RemovedModels } from './removed-models.ts'

export interface ModelDeskOptions {
  readonly catalogue: Catalogue
  readonly downloads: DownloadService
  readonly models: ModelInUse
  readonly removed: Pick<RemovedModels, 'list'>
  readonly engine: Pick<Engine, 'reload'>
  /** Looks for graphics cards anew and tries them with the model in use, which lies there. */
  readonly tryCards: (path: string) => void
  readonly settings: SettingsService
  readonly fit: (sized: Sized) => MemoryFit
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
    const { catalogue, computer, downloads, removed } = this.#options
    await downloads.lookAgain()
    const files = await this.#files()
    const here = await computer()
    // A card's speed says nothing of the processor's, and which of both a model would take is not known yet.
    const references = here.cards === null ? files.flatMap((file) => this.#reference(file)) : []
    const offers = catalogue.models.flatMap((entry) => this.#offer(entry, references))
    return { computer: here, offers, files, removed: [...removed.list()] }
  }

  findCopies(): Promise<InstalledCopy[]> {
    this.#search ??= this.#options.downloads.findCopies(new AbortController().signal).finally(() => {
      this.#search = null
    })
    return this.#search
  }

  /** Loads the model in use anew when the change concerns how it is loaded. */
  changeSettings(path: string, patch: ModelSettingsPatch): Result<ModelSettings, SettingsErrorCode> {
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
    const path = models.current?.path ?? ''
    if (settings.modelSettings(path).offload === 'off') {
      return err(
        'off',
        'The settings of this model keep it off the graphics card. Nothing was tried; change them first.',
      )
    }
    tryCards(path)
    return ok()
  }

  /** A file that was measured on the processor, with as many threads as any other model would get. */
  #reference({ name, path, speed }: LocalModel): Reference[] {
    const isUsual = this.#options.settings.modelSettings(path).threads === null
    return speed?.device?.startsWith('Processor') === true && isUsual ? [{ name, ...speed }] : []
  }

  #offer(entry: CatalogueEntry, references: readonly Reference[]): ModelOffer[] {
    const { downloads, fit } = this.#options
    const download = downloads.get(entry.id)
    const found = downloads.licences.of(entry.id)
    if (download === null || found === null) return []
    const { name, url, notice, mustAccept } = found.licence
    const terms = { name, url, notice, mustAccept, missing: found.missing }
    const speed = download.path === null ? null : this.#speedOf(download.path, entry.sizeBytes)
    const expected = speed === null ? expectedSpeed(entry.sizeBytes, references) : null
    return [{ ...entry, fit: fit(entry), download, terms, speed, expected }]
  }

  async #files(): Promise<LocalModel[]> {
    const { models, bundledFolders, fit } = this.#options
    const files = await models.list()
    return files.map(({ memory, ...file }) => ({
      ...file,
      inUse: file.path === models.current?.path,
      bundled: bundledFolders.includes(dirname(file.path)),
      speed: this.#speedOf(file.path, file.sizeBytes),
      fit: memory === null ? null : fit({ sizeBytes: file.sizeBytes, memory }),
    }))
  }

  #speedOf(path: string, sizeBytes: number): MeasuredSpeed | null {
    const speed = this.#options.settings.get().measuredSpeeds[path]
    return speed?.sizeBytes === sizeBytes ? speed : null
  }
}
