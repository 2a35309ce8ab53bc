import type { Catalogue, CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { DownloadStartErrorCode, InstalledCopy, ModelDownload } from '../../shared/model/download.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { adoptCopy } from './adopt-copy.ts'
import { download } from './download.ts'
import { DownloadQueue } from './download-queue.ts'
import type { HolderFolder } from './holder-folders.ts'
import { findInstalledCopies } from './installed-copies.ts'
import { LicenceBook, type LicenceMemory } from './licence-book.ts'
import { checkModel, fetchModel, type FetchFile, type ModelJobOptions } from './model-jobs.ts'
import { fileOnDisk, isStillThere, modelOnDisk, targetOf } from './model-on-disk.ts'
import { discardPart } from './part-file.ts'
import { unknownModel } from './unknown-model.ts'

export interface DownloadServiceOptions extends ModelJobOptions {
  readonly catalogue: Catalogue
  readonly holderFolders: readonly HolderFolder[]
  readonly licences: LicenceMemory
}

/**
 * The models of the catalogue on this computer: what is here, what is on its way, and what went wrong. All of it is
 * read from the disk at the start, so nothing has to be remembered elsewhere.
 */
export class DownloadService {
  readonly licences: LicenceBook
  readonly #options: DownloadServiceOptions
  readonly #queue = new DownloadQueue()
  /** Files that somebody put into the folder, each read once. */
  readonly #checks = new DownloadQueue()
  readonly #downloads = new Map<string, ModelDownload>()
  readonly #listeners = new Set<(download: ModelDownload) => void>()

  private constructor(options: DownloadServiceOptions) {
    this.#options = options
    this.licences = new LicenceBook(options.catalogue, options.licences)
  }

  static async open(options: DownloadServiceOptions): Promise<DownloadService> {
    const service = new DownloadService(options)
    for (const { id } of options.catalogue.models) await service.refresh(id)
    return service
  }

  /** In the catalogue's order. */
  list(): ModelDownload[] {
    return [...this.#downloads.values()]
  }

  get(id: string): ModelDownload | null {
    return this.#downloads.get(id) ?? null
  }

  onChange(listener: (download: ModelDownload) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins or goes on; `onChange` tells the rest. One that is on its way or ready stays as it is. */
  start(id: string): Result<void, DownloadStartErrorCode> {
    return this.#enqueue(id, download)
  }

  /** Takes a copy that another program has, after checking it. */
  useCopy({ id, path }: Pick<InstalledCopy, 'id' | 'path'>): Result<void, DownloadStartErrorCode> {
    return this.#enqueue(id, (job) => adoptCopy({ ...job, from: path }))
  }

  /** Files of other programs that can be a model which is not ready yet. */
  async findCopies(signal: AbortSignal): Promise<InstalledCopy[]> {
    const wanted = this.#options.catalogue.models.filter(({ id }) => this.get(id)?.state !== 'ready')
    return findInstalledCopies(this.#options.holderFolders, wanted, signal)
  }

  /** Keeps what was received. */
  async pause(id: string): Promise<void> {
    if (!this.#queue.has(id)) return
    await this.#queue.stop(id)
    await this.refresh(id)
  }

  /** Deletes what was received; a model that is ready stays. */
  async cancel(id: string): Promise<void> {
    const entry = this.#entry(id)
    if (entry === null) return
    await this.#queue.stop(id)
    await discardPart(targetOf(entry, this.#options.folder).path)
    await this.refresh(id)
  }

  /** Resolves when this download, or the check of its file, no longer waits or runs. */
  async ended(id: string): Promise<ModelDownload | null> {
    await Promise.all([this.#queue.ended(id), this.#checks.ended(id)])
    return this.get(id)
  }

  /** Looks at the disk again, after a file was removed or put there. */
  async refresh(id: string): Promise<void> {
    const entry = this.#entry(id)
    if (entry === null || this.#queue.has(id)) return
    await this.#checks.stop(id)
    const found = await modelOnDisk(entry, this.#options)
    // What a paused download had received is of no use beside the whole file.
    if (found.state === 'ready') await discardPart(targetOf(entry, this.#options.folder).path)
    this.#set(found)
    const { path } = found
    if (found.state === 'verifying' && path !== null) {
      this.#checks.add(id, (signal) => checkModel(this.#job(entry, signal), path))
    }
  }

  /** Reads the disk again for models whose files came or went by hand. */
  async lookAgain(): Promise<void> {
    try {
      for (const entry of this.#options.catalogue.models) {
        const known = this.get(entry.id)
        if (known === null || !isAtRest(known)) continue
        const found = await fileOnDisk(entry, this.#options)
        const hasMoved = (found?.path ?? null) !== known.path
        if (hasMoved && this.get(entry.id) === known) await this.refresh(entry.id)
      }
    } catch (error) {
      this.#options.log('warn', 'models folder could not be read', { error })
    }
  }

  /** Where the file of a model lies, or would lie. */
  pathOf(entry: CatalogueEntry): string {
    return this.get(entry.id)?.path ?? targetOf(entry, this.#options.folder).path
  }

  /** The model whose place a file has, whatever is in it; null for any other file. */
  entryAt(path: string): CatalogueEntry | null {
    return this.#options.catalogue.models.find((entry) => this.pathOf(entry) === path) ?? null
  }

  /** Stops what runs and waits for it; what was received is kept for the next start. */
  async close(): Promise<void> {
    this.#listeners.clear()
    await Promise.all([this.#queue.stopAll(), this.#checks.stopAll()])
  }

  /** Whether a download may begin, without beginning it. */
  mayStart(id: string): Result<CatalogueEntry, DownloadStartErrorCode> {
    const entry = this.#entry(id)
    const licence = this.licences.of(id)
    if (entry === null || licence === null) return unknownModel()
    if (!licence.missing) return ok(entry)
    return err(
      'licence-not-accepted',
      `“${entry.name}” comes under the ${licence.licence.name}. Nothing was downloaded; read and accept them first.`,
    )
  }

  #enqueue(id: string, fetchFile: FetchFile): Result<void, DownloadStartErrorCode> {
    const allowed = this.mayStart(id)
    if (!allowed.ok) return allowed
    const entry = allowed.value
    const known = this.get(id)
    const isReady = known?.state === 'ready' && isStillThere(known, entry)
    if (isReady || this.#queue.has(id) || this.#checks.has(id)) return ok()
    this.#set({ id, state: 'queued', progress: null, problem: null, path: null })
    this.#queue.add(id, (signal) => fetchModel(this.#job(entry, signal), fetchFile, () => this.#queue.has(id)))
    return ok()
  }

  #job(entry: CatalogueEntry, signal: AbortSignal) {
    return { entry, options: this.#options, signal, tell: (download: ModelDownload) => this.#set(download) }
  }

  #entry(id: string): CatalogueEntry | null {
    return this.#options.catalogue.models.find((entry) => entry.id === id) ?? null
  }

  #set(download: ModelDownload): void {
    this.#downloads.set(download.id, download)
    for (const listener of this.#listeners) listener(download)
  }
}

/** Nothing is under way. A check that failed is not begun again by itself: it would only fail again. */
function isAtRest({ state, problem }: ModelDownload): boolean {
  return (
    state === 'ready' || state === 'absent' || state === 'paused' || (problem !== null && problem.code !== 'internal')
  )
}
