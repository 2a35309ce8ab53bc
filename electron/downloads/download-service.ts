import type { Catalogue, CatalogueEntry } from '../../shared/model/catalogue.ts'
import type {
  DownloadErrorCode,
  DownloadStartErrorCode,
  InstalledCopy,
  ModelDownload,
} from '../../shared/model/download.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import { adoptCopy } from './adopt-copy.ts'
import { checkFile } from './check-file.ts'
import { fileStamp, noteChecked } from './checked-note.ts'
import {
  download,
  type DownloadEnd,
  type DownloadJob,
  type DownloadLimits,
  type DownloadSurroundings,
} from './download.ts'
import { DownloadQueue } from './download-queue.ts'
import { sha256Of } from './file-digest.ts'
import type { HolderFolder } from './holder-folders.ts'
import { findInstalledCopies } from './installed-copies.ts'
import { LicenceBook, type LicenceMemory } from './licence-book.ts'
import { fileOnDisk, isStillThere, type ModelFolders, modelOnDisk, targetOf } from './model-on-disk.ts'
import { discardPart, type DownloadTarget, isMissing } from './part-file.ts'
import { unknownModel } from './unknown-model.ts'

export interface DownloadServiceOptions extends ModelFolders {
  readonly catalogue: Catalogue
  readonly holderFolders: readonly HolderFolder[]
  readonly licences: LicenceMemory
  readonly surroundings: DownloadSurroundings
  readonly limits: DownloadLimits
  readonly log: Log
}

type Run = (job: DownloadJob) => Promise<Result<DownloadEnd, DownloadErrorCode>>

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
    if (found.state === 'verifying' && path !== null) this.#checks.add(id, (signal) => this.#check(entry, path, signal))
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

  /** Reads a ready model once more; false when its bytes are no longer what they were, or `signal` was aborted. */
  async isIntact(id: string, signal: AbortSignal): Promise<boolean> {
    const path = this.get(id)?.path ?? null
    if (path === null) return false
    try {
      return (await sha256Of(path, { signal })) === this.#entry(id)?.sha256
    } catch {
      // It went meanwhile, or cannot be read to its end.
      return false
    }
  }

  /** Stops what runs and waits for it; what was received is kept for the next start. */
  async close(): Promise<void> {
    this.#listeners.clear()
    await Promise.all([this.#queue.stopAll(), this.#checks.stopAll()])
  }

  #enqueue(id: string, run: Run): Result<void, DownloadStartErrorCode> {
    const entry = this.#entry(id)
    const licence = this.licences.of(id)
    if (entry === null || licence === null) return unknownModel()
    if (licence.missing) {
      return err(
        'licence-not-accepted',
        `“${entry.name}” comes under the ${licence.licence.name}. Nothing was downloaded; read and accept them first.`,
      )
    }
    const known = this.get(id)
    const isReady = known?.state === 'ready' && isStillThere(known, entry)
    if (isReady || this.#queue.has(id) || this.#checks.has(id)) return ok()
    this.#set({ id, state: 'queued', progress: null, problem: null, path: null })
    this.#queue.add(id, (signal) => this.#run(entry, run, signal))
    return ok()
  }

  async #run(entry: CatalogueEntry, run: Run, signal: AbortSignal): Promise<void> {
    const { folder, surroundings, limits, log } = this.#options
    const { id } = entry
    const report: DownloadJob['report'] = (state, progress) => {
      this.#set({ id, state, progress, problem: null, path: null })
    }
    try {
      const target = targetOf(entry, folder)
      const result = await run({ target, surroundings, limits, signal, report })
      log('info', 'download ended', { id, end: result.ok ? result.value : result.error.code })
      const end = result.ok ? await this.#ended(entry, target, result.value) : failed(id, result.error)
      // Started again while it was being stopped: it waits in the queue already, and says so.
      if (!signal.aborted || !this.#queue.has(id)) this.#set(end)
    } catch (error) {
      log('error', 'download failed unexpectedly', { id, error })
      const message = `Something unexpected went wrong with “${entry.name}”. What was received so far is kept; try again.`
      this.#set(failed(id, { code: 'internal', message }))
    }
  }

  async #ended(entry: CatalogueEntry, { path, sha256 }: DownloadTarget, end: DownloadEnd): Promise<ModelDownload> {
    if (end === 'stopped') return modelOnDisk(entry, this.#options)
    try {
      await noteChecked(path, sha256, await fileStamp(path))
    } catch (error) {
      // The file is whole; without its note it is read once more at the next start.
      this.#options.log('warn', 'checksum could not be noted', { id: entry.id, error })
    }
    return { id: entry.id, state: 'ready', progress: null, problem: null, path }
  }

  /** Reads a file that somebody put into the folder: only its checksum makes it the model of that name. */
  async #check(entry: CatalogueEntry, path: string, signal: AbortSignal): Promise<void> {
    const { folder, surroundings, log } = this.#options
    const { id, name } = entry
    const report: DownloadJob['report'] = (state, progress) => {
      this.#set({ id, state, progress, problem: null, path })
    }
    try {
      const digest = await checkFile(path, { target: targetOf(entry, folder), surroundings, report, signal })
      log('info', 'model file checked', { id, isCatalogued: digest === entry.sha256 })
      this.#set(await modelOnDisk(entry, this.#options))
    } catch (error) {
      if (signal.aborted) return
      // Taken away while it was read.
      if (isMissing(error)) {
        this.#set(await modelOnDisk(entry, this.#options))
        return
      }
      log('error', 'model file could not be checked', { id, error })
      const message = `The file of “${name}” could not be checked, so it does not count as this model. The file is kept; try again to download it.`
      this.#set(failed(id, { code: 'internal', message }))
    }
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

function failed(id: string, problem: NonNullable<ModelDownload['problem']>): ModelDownload {
  return { id, state: 'failed', progress: null, problem, path: null }
}
