import { z } from 'zod'
import { Settings, SETTINGS_ERRORS, SettingsPatch } from '../../model/settings.ts'
import { call, event, nothing } from '../define.ts'

/** Settings of the person. */
export const settings = {
  get: call(nothing, Settings, []),
  update: call(SettingsPatch, Settings, SETTINGS_ERRORS),
  changed: event(z.object({})),
}
