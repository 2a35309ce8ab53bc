import type { Catalogue, ModelLicence } from '../../shared/model/catalogue.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { unknownModel } from './unknown-model.ts'

/** Where accepted licences are remembered: one key for each licence and version. */
export interface LicenceMemory {
  accepted(): readonly string[]
  accept(key: string): Result<unknown, SettingsErrorCode>
}

const NOT_SAVED: Readonly<Record<SettingsErrorCode, string>> = {
  'disk-full':
    'The disk is full, so it could not be saved that you agree to these terms. Nothing was fetched; free some room and try again.',
  unwritable:
    'Agate cannot write into its folder, so it could not be saved that you agree to these terms. Nothing was fetched; make the folder writable and try again.',
}

/** The licences of the catalogue's models, and which of them were accepted. */
export class LicenceBook {
  readonly #catalogue: Catalogue
  readonly #memory: LicenceMemory

  constructor(catalogue: Catalogue, memory: LicenceMemory) {
    this.#catalogue = catalogue
    this.#memory = memory
  }

  /** The licence of a model and whether it still has to be accepted. */
  of(id: string): { readonly licence: ModelLicence; readonly missing: boolean } | null {
    const entry = this.#catalogue.models.find((one) => one.id === id)
    const licence = this.#catalogue.licences.find((one) => one.id === entry?.licence)
    if (licence === undefined) return null
    return { licence, missing: licence.mustAccept && !this.#memory.accepted().includes(keyOf(licence)) }
  }

  accept(id: string): Result<void, 'unknown-model' | SettingsErrorCode> {
    const found = this.of(id)
    if (found === null) return unknownModel()
    if (!found.missing) return ok()
    const saved = this.#memory.accept(keyOf(found.licence))
    return saved.ok ? ok() : err(saved.error.code, NOT_SAVED[saved.error.code])
  }
}

function keyOf({ id, version }: ModelLicence): string {
  return `${id} ${version}`
}
