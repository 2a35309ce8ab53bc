import type { CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { DownloadErrorCode, ModelDownload } from '../../shared/model/download.ts'
import type { Result } from '../../shared/result.ts'
import { errorCode } from '../error-code.ts'
import type { Log } from '../log.ts'
import { checkFile } from './check-file.ts'
import { tryNoteChecked } from './checked-note.ts'
import type { DownloadEnd, DownloadJob, DownloadLimits, DownloadSurroundings } from './download.ts'
import { type ModelFolders, modelOnDisk, targetOf } from './model-on-disk.ts'
import { isMissing } from './part-file.ts'

export interface ModelJobOptions extends ModelFolders {
  readonly surroundings: DownloadSurroundings
  readonly limits: DownloadLimits
  readonly log: Log
}

interface ModelJob {
  readonly entry: CatalogueEntry
  readonly options: ModelJobOptions
  readonly signal: AbortSignal
  /** Hears how the model stands, step by step and at the end. */
  readonly tell: (download: ModelDownload) => void
}

/** Gets a file from somewhere to its place. */
export type FetchFile = (job: DownloadJob) => Promise<Result<DownloadEnd, DownloadErrorCode>>

/** Fetches a model. `waitsAgain`: it was started again while it was being stopped. */
export async function fetchModel(
  { entry, options, signal, tell }: ModelJob,
  fetchFile: FetchFile,
  waitsAgain: () => boolean,
): Promise<void> {
  const { folder, surroundings, limits, log } = options
  const { id, name } = entry
  const report: DownloadJob['report'] = (state, progress) => tell({ id, state, progress, problem: null, path: null })
  const tellEnd = (end: ModelDownload): void => {
    // It waits in the queue already, and says so.
    if (!signal.aborted || !waitsAgain()) tell(end)
  }
  try {
    const result = await fetchFile({ target: targetOf(entry, folder), surroundings, limits, signal, report, log })
    log('info', 'download ended', { id, end: result.ok ? result.value : result.error.code })
    const end = result.ok ? await fetched(entry, result.value, options) : failed(id, result.error)
    tellEnd(end)
  } catch (error) {
    log('error', 'download failed unexpectedly', { id, error })
    const message = `Something unexpected went wrong with “${name}”. What was received so far is kept; try again.`
    tellEnd(failed(id, { code: 'internal', message }))
  }
}

async function fetched(entry: CatalogueEntry, end: DownloadEnd, options: ModelJobOptions): Promise<ModelDownload> {
  if (end === 'stopped') return modelOnDisk(entry, options)
  const { id } = entry
  const { path, sha256 } = targetOf(entry, options.folder)
  await tryNoteChecked(path, sha256, options.log)
  return { id, state: 'ready', progress: null, problem: null, path }
}

/** Reads a file that somebody put into the folder: only its checksum makes it the model of that name. */
export async function checkModel({ entry, options, signal, tell }: ModelJob, path: string): Promise<void> {
  const { folder, surroundings, log } = options
  const { id, name } = entry
  const report: DownloadJob['report'] = (state, progress) => tell({ id, state, progress, problem: null, path })
  // A file that another program still writes counts as none; who looks at the folder again has it read again.
  const tellRest = async () => {
    const found = await modelOnDisk(entry, options)
    tell(found.state === 'verifying' ? { ...found, state: 'absent', path: null } : found)
  }
  try {
    const digest = await checkFile(path, { target: targetOf(entry, folder), surroundings, report, signal, log })
    log('info', 'model file checked', { id, isCatalogued: digest === entry.sha256, hasChanged: digest === null })
    if (digest === entry.sha256) tell({ id, state: 'ready', progress: null, problem: null, path })
    else await tellRest()
  } catch (error) {
    if (signal.aborted) return
    // Taken away while it was read, or another program is still writing it and lets nobody else in (Windows).
    if (isMissing(error) || errorCode(error) === 'EBUSY') {
      await tellRest()
      return
    }
    log('error', 'model file could not be checked', { id, error })
    const message = `The file of “${name}” could not be checked, so it does not count as this model. The file is kept; try again to download it.`
    tell(failed(id, { code: 'internal', message }))
  }
}

function failed(id: string, problem: NonNullable<ModelDownload['problem']>): ModelDownload {
  return { id, state: 'failed', progress: null, problem, path: null }
}
