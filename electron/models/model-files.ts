import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ModelFile, ModelFileErrorCode } from '../../shared/model/model-file.ts'
import type {
  ModelImportErrorCode,
  ModelRemoveErrorCode,
  ModelRestoreErrorCode,
} from '../../shared/model/model-import.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { type CatalogueFile, copyModel, type CopyOptions, discardCopies } from './copy-model.ts'
import { RemovedModelFiles } from './model-files-removed.ts'
import { RemovedModels } from './removed-models.ts'
import type { ModelInUse } from './model-in-use.ts'

export interface ModelFilesOptions {
  /** Agate's own models. */
  readonly folder: string
  readonly bundledFolders: readonly string[]
  readonly catalogue: readonly CatalogueFile[]
  readonly models: ModelInUse
  readonly settings: SettingsService
  /** Makes room on a full disk; false when there is nothing to give up. */
  readonly makeRoom: () => boolean
  /** A file came to a folder or left it. */
  readonly changed: (path: string) => Promise<void>
}

/** The model files of this person: taken in, removed, and brought back until Agate closes. */
export class ModelFiles {
  readonly #options: ModelFilesOptions
  readonly #aside: RemovedModelFiles
  /** What can come back, for whoever chooses. */
  readonly removed = new RemovedModels()

  constructor(options: ModelFilesOptions) {
    this.#options = options
    this.#aside = new RemovedModelFiles(options.folder)
  }

  /** Copies a file to Agate's own. It is checked first. */
  async copy(path: string, options: CopyOptions): Promise<Result<ModelFile, ModelImportErrorCode>> {
    const { models, folder, catalogue, changed } = this.#options
    const check = await models.check(path)
    if (!check.ok) return check
    const copy = await copyModel(path, { folder, catalogue, reserved: this.#aside.names() }, options)
    if (!copy.ok) return copy
    await changed(copy.value)
    return models.check(copy.value)
  }

  /** Remembers where a file lies. It is checked first. */
  async link(path: string): Promise<Result<ModelFile, ModelFileErrorCode | SettingsErrorCode>> {
    const { models, settings, changed } = this.#options
    const check = await models.check(path)
    if (!check.ok) return check
    const linked = settings.linkModel(path)
    if (!linked.ok) return linked
    this.removed.take(path)
    await changed(path)
    return check
  }

  /** Agate's own file goes to a place from which it can come back; any other is only forgotten. Returns what that frees. */
  async remove(path: string): Promise<Result<{ freedBytes: number }, ModelRemoveErrorCode>> {
    const { models, settings, folder, bundledFolders, changed } = this.#options
    if (bundledFolders.includes(dirname(path))) {
      return err('bundled', `“${basename(path)}” comes with Agate and stays. Nothing was changed.`)
    }
    if (models.isAnswering && models.current?.path === path) {
      return err('busy', 'This model is answering. Nothing was changed; stop the answer or wait for its end.')
    }
    const ownBytes = dirname(path) === folder ? await modelBytes(path) : null
    const isKnown = ownBytes !== null || settings.get().linkedModels.includes(path) || settings.get().modelPath === path
    if (!isKnown) return err('not-found', `“${basename(path)}” is none of Agate’s models. Nothing was changed.`)
    const check = await models.check(path)
    const name = check.ok ? check.value.name : basename(path)
    if (ownBytes !== null) {
      const moved = await this.#withRoom(() => this.#aside.putAside(path))
      if (!moved.ok) return moved
    }
    const forgotten = await this.#withRoom(() => settings.forgetModel(path))
    if (!forgotten.ok) {
      if (ownBytes !== null) await this.#aside.bringBack(path)
      return forgotten
    }
    const freedBytes = ownBytes ?? 0
    this.removed.add({ path, name, freedBytes })
    await changed(path)
    return ok({ freedBytes })
  }

  /** Removes what another file is about to take the place of. Where it was chosen it stays so, for that one. */
  async removeToReplace(path: string): Promise<Result<{ freedBytes: number }, ModelRemoveErrorCode>> {
    const { settings } = this.#options
    const { modelPath } = settings.get()
    const removed = await this.remove(path)
    if (!removed.ok || modelPath !== path) return removed
    // Only now, when another model answers already: that the chosen one is not there yet is no problem to tell of.
    const chosen = await this.#withRoom(() => settings.update({ modelPath }))
    return chosen.ok ? removed : chosen
  }

  /** Brings back what was removed since Agate started. */
  async restore(path: string): Promise<Result<ModelFile, ModelRestoreErrorCode>> {
    const { models, settings, folder, changed } = this.#options
    if (dirname(path) === folder) {
      const moved = await this.#aside.bringBack(path)
      if (!moved.ok) return moved
    } else {
      const linked = settings.linkModel(path)
      if (!linked.ok) return linked
    }
    this.removed.take(path)
    await changed(path)
    return models.check(path)
  }

  /** On a full disk even the way to freeing room takes a little. */
  async #withRoom<T, C extends string>(run: () => Result<T, C> | Promise<Result<T, C>>): Promise<Result<T, C>> {
    const first = await run()
    return !first.ok && first.error.code === 'disk-full' && this.#options.makeRoom() ? run() : first
  }

  /** Deletes for good what was removed, and copies that Agate’s end interrupted. */
  async purge(): Promise<void> {
    try {
      await discardCopies(this.#options.folder)
    } finally {
      await this.#aside.purge()
    }
    this.removed.clear()
  }
}

/** The size of a model file, sound or damaged; null where there is none. */
async function modelBytes(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() === true && /\.gguf$/iu.test(path) ? found.size : null
}
