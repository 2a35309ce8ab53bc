import { z } from 'zod'
import { DEFAULT_HOTKEY, DEFAULT_QUICK_ACTIONS, QuickAction } from './quick.ts'
import { MeasuredSpeed } from './measured-speed.ts'
import { ModelSettingsPatch } from './model-settings.ts'

/** Every setting with its default. The type is derived; nothing else describes a setting. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  sidebarVisible: z.boolean().default(true),
  /** Absolute path of the model file in use; null picks the best one that is there. */
  modelPath: z.string().nullable().default(null),
  /** Upper bound of tokens in one reply. */
  maxReplyTokens: z.int().min(16).max(8192).default(2048),
  /** Opens the window for a quick question, anywhere on the desktop; null for none. */
  quickHotkey: z.string().nullable().default(DEFAULT_HOTKEY),
  /** Quick questions are not kept. */
  quickPrivate: z.boolean().default(false),
  /** What translations are into, as people name the language; null for the system's. */
  quickLanguage: z.string().max(60).nullable().default(null),
  quickActions: z
    .array(QuickAction)
    .max(20)
    .default([...DEFAULT_QUICK_ACTIONS]),
  /** Where the quick window was left on each screen, from the corner of its work area; not for the window to change. */
  quickPlaces: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).default({}),
  /** Absolute paths of model files elsewhere that Agate knows; not for the window to change. */
  linkedModels: z.array(z.string()).default([]),
  /** Licences that were accepted, each with its version; not for the window to change. */
  acceptedLicences: z.array(z.string()).default([]),
  /** The first window has asked which model to begin with, and was answered. */
  firstRunDone: z.boolean().default(false),
  /** By the path of the model file: what differs from the defaults. Changed by `models.changeSettings`. */
  modelSettings: z.record(z.string(), ModelSettingsPatch).default({}),
  /** By the path of the model file; not for the window to change. */
  measuredSpeeds: z.record(z.string(), MeasuredSpeed).default({}),
})
export type Settings = z.infer<typeof Settings>

/** Why a change was not saved. */
export const SETTINGS_ERRORS = ['disk-full', 'unwritable'] as const
export type SettingsErrorCode = (typeof SETTINGS_ERRORS)[number]

export const SettingsPatch = z
  .strictObject({
    theme: Settings.shape.theme.unwrap(),
    sidebarVisible: Settings.shape.sidebarVisible.unwrap(),
    modelPath: Settings.shape.modelPath.unwrap(),
    maxReplyTokens: Settings.shape.maxReplyTokens.unwrap(),
    quickHotkey: Settings.shape.quickHotkey.unwrap(),
    quickPrivate: Settings.shape.quickPrivate.unwrap(),
    quickLanguage: Settings.shape.quickLanguage.unwrap(),
    quickActions: Settings.shape.quickActions.unwrap(),
    firstRunDone: Settings.shape.firstRunDone.unwrap(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>
