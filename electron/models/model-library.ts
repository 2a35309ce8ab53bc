import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFile, ModelFileErrorCode } from '../../shared/model/model-file.ts'
import type { Result } from '../../shared/result.ts'
import { type CheckedModel, checkModelFile } from './model-check.ts'

export interface ModelLibraryOptions {
  /** Folders whose model files are known without being chosen; one that is missing is empty. */
  readonly folders: readonly string[]
  /** The file that was chosen in the settings; null when none was. */
  readonly chosenPath: () => string | null
  /** Files elsewhere that the person added. */
  readonly linked?: () => readonly string[]
}

export interface CurrentModel {
  /** The file to use. Not the chosen one when `problem` is set. */
  readonly model: CheckedModel | null
  /** Why the chosen file is not used, and what is used instead. */
  readonly problem: { readonly code: ModelFileErrorCode; readonly message: string } | null
}

type Check = Result<CheckedModel, ModelFileErrorCode>

/** The model files that Agate knows. */
export class ModelLibrary {
  #options: ModelLibraryOptions
  /** Checks by file, as long as it stays the same: reading a header takes a moment with a large vocabulary. */
  #checks = new Map<string, { readonly stamp: string; readonly check: Check }>()

  constructor(options: ModelLibraryOptions) {
    this.#options = options
  }

  /** All usable ones: the one in use first, then the best. */
  async list(): Promise<CheckedModel[]> {
    const chosen = this.#options.chosenPath()
    const known = await this.#known()
    if (chosen === null) return known
    const check = await this.check(chosen)
    return check.ok ? [check.value, ...known.filter(({ path }) => path !== chosen)] : known
  }

  /** The file to run: the chosen one; where none was chosen or it cannot be used, the best that is there. */
  async current(): Promise<CurrentModel> {
    const chosen = this.#options.chosenPath()
    const check = chosen === null ? null : await this.check(chosen)
    if (check?.ok) return { model: check.value, problem: null }
    const model = (await this.#known())[0] ?? null
    if (check === null) return { model, problem: null }
    const instead = model === null ? 'There is no other model to use.' : `Until then, “${model.name}” answers.`
    return { model, problem: { code: check.error.code, message: `${check.error.message} ${instead}` } }
  }

  async check(path: string): Promise<Check> {
    const stamp = await stampOf(path)
    const remembered = this.#checks.get(path)
    if (stamp !== null && remembered?.stamp === stamp) return remembered.check
    const check = await checkModelFile(path)
    // Rights that were mended do not change the stamp.
    const mayChange = !check.ok && check.error.code === 'unreadable'
    if (stamp !== null && !mayChange) this.#checks.set(path, { stamp, check })
    return check
  }

  async #known(): Promise<CheckedModel[]> {
    const inFolders = (await Promise.all(this.#options.folders.map(ggufFilesIn))).flat()
    const paths = [...new Set([...inFolders, ...(this.#options.linked?.() ?? [])])]
    const checks = await Promise.all(paths.map((path) => this.check(path)))
    return checks.flatMap((check) => (check.ok ? [check.value] : [])).sort(compareModels)
  }
}

/** The starter last; of the others a Gemma first, and the larger first. */
function compareModels(a: ModelFile, b: ModelFile): number {
  const rank = ({ starter, name }: ModelFile) => (starter ? 2 : name.startsWith('Gemma') ? 0 : 1)
  return rank(a) - rank(b) || b.sizeBytes - a.sizeBytes || a.path.localeCompare(b.path)
}

async function ggufFilesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /\.gguf$/iu.test(name)).map((name) => join(folder, name))
  } catch {
    // A folder that is not there, or that may not be read, has no models for us.
    return []
  }
}

async function stampOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs, ino } = await stat(path)
    return `${size} ${mtimeMs} ${ino}`
  } catch {
    // The check that follows says what is wrong with it.
    return null
  }
}
