import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { MeasuredSpeed } from '../../shared/model/measured-speed.ts'
import type { ModelSettings, ModelSettingsPatch } from '../../shared/model/model-settings.ts'
import type { Notice } from '../../shared/model/notice.ts'
import { Settings, type SettingsErrorCode, type SettingsPatch } from '../../shared/model/settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isDiskFull, isUnwritable } from '../storage/storage-error.ts'
import { settingsFrom, withoutDefaults } from './model-settings.ts'
import { readSettings } from './read-settings.ts'

const DISK_FULL = err(
  'disk-full',
  'The disk is full, so this setting could not be saved. The old one is kept. Free some room and try again.',
)
const UNWRITABLE = err(
  'unwritable',
  'Agate cannot write into its folder, so this setting could not be saved. The old one is kept. Make the folder writable and try again.',
)

/** Where the settings are kept: a file that is replaced whole. */
export interface SettingsFile {
  get(): unknown
  set(value: Record<string, unknown>): void
  /** Where a file that could not be read was put, or null. */
  readonly damagedCopy: string | null
}

/** The settings in use, each valid, and where changes are announced. */
export class SettingsService {
  /** What the person has to be told about the file that was found. */
  readonly notices: readonly Notice[]
  readonly #file: SettingsFile
  readonly #publish: AgatePublish
  readonly #listeners = new Set<(settings: Settings) => void>()
  #settings: Settings

  constructor(file: SettingsFile, publish: AgatePublish) {
    this.#file = file
    this.#publish = publish
    const { settings, replaced } = readSettings(file.get())
    this.#settings = settings
    this.notices = noticesFor(file.damagedCopy, replaced)
  }

  get(): Settings {
    return this.#settings
  }

  update(patch: SettingsPatch): Result<Settings, SettingsErrorCode> {
    return this.#replace(Settings.parse({ ...this.#settings, ...patch }))
  }

  /** Remembers that the person agreed to a licence. */
  acceptLicence(key: string): Result<Settings, SettingsErrorCode> {
    return this.#replace({ ...this.#settings, acceptedLicences: [...this.#settings.acceptedLicences, key] })
  }

  /** Remembers where the quick window was left on a screen. */
  putQuickPlace(screen: string, place: { x: number; y: number }): void {
    this.#replace({ ...this.#settings, quickPlaces: { ...this.#settings.quickPlaces, [screen]: place } })
  }

  /** How the model in this file is loaded and answers. */
  modelSettings(path: string): ModelSettings {
    return settingsFrom(this.#settings.modelSettings[path] ?? {})
  }

  changeModelSettings(path: string, patch: ModelSettingsPatch): Result<ModelSettings, SettingsErrorCode> {
    const changed = withoutDefaults(settingsFrom({ ...this.modelSettings(path), ...patch }))
    const saved = this.#replace({
      ...this.#settings,
      modelSettings: { ...this.#settings.modelSettings, [path]: changed },
    })
    return saved.ok ? ok(this.modelSettings(path)) : saved
  }

  /** Remembers how fast the model in this file was. */
  recordSpeed(path: string, speed: MeasuredSpeed): Result<Settings, SettingsErrorCode> {
    return this.#replace({ ...this.#settings, measuredSpeeds: { ...this.#settings.measuredSpeeds, [path]: speed } })
  }

  /** Remembers a model file that stays where it is. */
  linkModel(path: string): Result<Settings, SettingsErrorCode> {
    const { linkedModels } = this.#settings
    return linkedModels.includes(path)
      ? ok(this.#settings)
      : this.#replace({ ...this.#settings, linkedModels: [...linkedModels, path] })
  }

  /** Forgets a model file, also as the chosen one. Its settings stay, for when it comes back. */
  forgetModel(path: string): Result<Settings, SettingsErrorCode> {
    const { linkedModels, modelPath } = this.#settings
    if (!linkedModels.includes(path) && modelPath !== path) return ok(this.#settings)
    return this.#replace({
      ...this.#settings,
      linkedModels: linkedModels.filter((other) => other !== path),
      modelPath: modelPath === path ? null : modelPath,
    })
  }

  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #replace(next: Settings): Result<Settings, SettingsErrorCode> {
    try {
      this.#file.set(next)
    } catch (error) {
      if (isDiskFull(error)) return DISK_FULL
      if (isUnwritable(error)) return UNWRITABLE
      throw error
    }
    this.#settings = next
    this.#publish('settings', 'changed', {})
    for (const listener of this.#listeners) listener(next)
    return ok(next)
  }
}

function noticesFor(damagedCopy: string | null, replaced: readonly string[]): Notice[] {
  if (damagedCopy !== null) {
    return [
      {
        id: 'settings-damaged',
        tone: 'amber',
        title: 'Your settings could not be read',
        message: `Agate uses its own for now. The file is kept as ${damagedCopy}.`,
      },
    ]
  }
  if (replaced.length === 0) return []
  return [
    {
      id: 'settings-replaced',
      tone: 'amber',
      title: 'Some settings could not be used',
      message: `Agate uses its own values for: ${replaced.join(', ')}.`,
    },
  ]
}
