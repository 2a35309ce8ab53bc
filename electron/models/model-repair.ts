import type { CatalogueEntry } from '../../shared/model/catalogue.ts'
import type { DownloadStartErrorCode } from '../../shared/model/download.ts'
import type { ModelExamination } from '../../shared/model/model-examination.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { ModelRemoveErrorCode } from '../../shared/model/model-import.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import { compareDigest, type Compared } from '../downloads/file-digest.ts'
import type { Engine } from '../engine/engine.ts'
import type { ModelDesk } from './model-desk.ts'
import type { ModelFiles } from './model-files.ts'
import type { ModelInUse } from './model-in-use.ts'
import { progressOf } from './progress-of.ts'

export type ExamineErrorCode = 'no-model' | 'stopped'

interface RepairOptions {
  readonly downloads: Pick<DownloadService, 'entryAt' | 'mayStart' | 'start'>
  readonly models: Pick<ModelInUse, 'current' | 'check'>
  readonly files: Pick<ModelFiles, 'removeToReplace'>
  readonly desk: Pick<ModelDesk, 'changeSettings'>
  readonly engine: Pick<Engine, 'retry'>
}

const NO_MODEL = err('no-model', 'There is no model in use whose file could be looked at. Choose a model file.')

const SMALL_CONTEXT = 2048

/** What can be done about a model that stopped the engine again and again. */
export class ModelRepair {
  readonly #options: RepairOptions

  constructor(options: RepairOptions) {
    this.#options = options
  }

  /** Reads the file of the model in use once more: one of the catalogue against its checksum, of any other the header. */
  examine(
    signal: AbortSignal,
  ): AsyncGenerator<{ readonly share: number }, Result<ModelExamination, ExamineErrorCode>, undefined> {
    return progressOf(async (tell) => {
      const { models, downloads } = this.#options
      const model = models.current
      if (model === null) return NO_MODEL
      const check = await models.check(model.path)
      if (!check.ok) return ok(this.#damaged(model, check.error.message))
      const entry = downloads.entryAt(model.path)
      if (entry === null) return signalled(signal, onlyHeader(model))
      const compared = await compare(model, entry, tell, signal)
      if (compared === 'same') return signalled(signal, unchanged(model))
      const what =
        compared === 'other'
          ? `“${model.name}” is not what the catalogue has under this name: its file is damaged or another one.`
          : `The file of “${model.name}” could not be read to its end: the drive that it is on fails, or is gone.`
      return signalled(signal, this.#damaged(model, what))
    })
  }

  /** Removes the damaged file of the model in use and downloads it again. It is used again once it is ready. */
  async fetchAgain(): Promise<Result<void, 'no-model' | ModelRemoveErrorCode | DownloadStartErrorCode>> {
    const { models, files, downloads } = this.#options
    const model = models.current
    const entry = model === null ? null : downloads.entryAt(model.path)
    if (model === null || entry === null) return NO_MODEL
    // A damaged file is better than none, and none would come.
    const allowed = downloads.mayStart(entry.id)
    if (!allowed.ok) return allowed
    const removed = await files.removeToReplace(model.path)
    return removed.ok ? downloads.start(entry.id) : removed
  }

  /** On the processor alone, with a context that takes little memory; the settings of the model say so from now on. */
  runSmaller(): Result<void, 'no-model' | SettingsErrorCode> {
    const { models, desk, engine } = this.#options
    if (models.current === null) return NO_MODEL
    const saved = desk.changeSettings(models.current.path, { contextSize: SMALL_CONTEXT, offload: 'off' })
    if (!saved.ok) return saved
    engine.retry()
    return ok()
  }

  #damaged(model: ModelFile, what: string): ModelExamination {
    // What came with Agate is not downloaded: it comes back when Agate is installed again.
    const canFetch = this.#options.downloads.entryAt(model.path)?.starter === false
    const then = canFetch
      ? 'Your conversations are safe. It can be downloaded again.'
      : 'Your conversations are safe. Choose another model file, or put the file there again.'
    return { verdict: 'damaged', canFetch, message: `${what} ${then}` }
  }
}

const INSTEAD =
  'Your conversations are safe. It may run on the processor alone with a smaller context; or choose another model.'

function unchanged({ name }: ModelFile): ModelExamination {
  const message = `The file of “${name}” is complete and unchanged, so it is not the reason. ${INSTEAD}`
  return { verdict: 'sound', canFetch: false, message }
}

/** Nobody knows what the rest should be. */
function onlyHeader({ name }: ModelFile): ModelExamination {
  const message =
    `The header of “${name}” makes sense and the file has its full length. No checksum of it is known, ` +
    `so the rest may still be damaged. ${INSTEAD}`
  return { verdict: 'sound', canFetch: false, message }
}

async function compare(
  { path, sizeBytes }: ModelFile,
  entry: CatalogueEntry,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<Compared> {
  if (sizeBytes !== entry.sizeBytes) return 'other'
  return compareDigest(path, entry.sha256, { signal, onBytes: (bytes) => tell(bytes / sizeBytes) })
}

function signalled(signal: AbortSignal, examination: ModelExamination): Result<ModelExamination, ExamineErrorCode> {
  return signal.aborted
    ? err('stopped', 'The file was not looked at to its end. Nothing was changed.')
    : ok(examination)
}
