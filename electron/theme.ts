import { nativeTheme } from 'electron'
import type { Settings } from '../shared/model/settings.ts'
import type { SettingsService } from './settings/settings-service.ts'

/** The page's own background, so that a window that is not painted yet does not flash. */
export const PAPER = { light: '#fdfcfa', dark: '#191613' } as const

/** The page follows the system's colours, and the system follows the setting. */
export function followTheme(settings: SettingsService): void {
  const apply = ({ theme }: Settings) => {
    nativeTheme.themeSource = theme
  }
  settings.onChange(apply)
  apply(settings.get())
}
