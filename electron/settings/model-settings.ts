import { MODEL_SETTINGS_DEFAULTS, ModelSettings, type ModelSettingsPatch } from '../../shared/model/model-settings.ts'

/** The settings of one model, from what is kept of them. */
export function settingsFrom(kept: ModelSettingsPatch): ModelSettings {
  return ModelSettings.parse(kept)
}

/** What is kept: only what was changed, so that a default that gets better is better for everybody. */
export function withoutDefaults(settings: ModelSettings): ModelSettingsPatch {
  const defaults = new Map<string, unknown>(Object.entries(MODEL_SETTINGS_DEFAULTS))
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => defaults.get(name) !== value))
}
