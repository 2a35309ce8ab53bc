import { z } from 'zod'
import { Settings, SettingsPatch } from '../../model/settings.ts'
import { call, event, nothing } from '../define.ts'

/** Settings of the person. */
export const settings = {
  get: call(nothing, Settings, []),
  update: call(SettingsPatch, Settings, ['disk-full']),
  changed: event(z.object({})),
}
