import { z } from 'zod'

/** Every setting with its default. The type is derived; nothing else describes a setting. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  sidebarVisible: z.boolean().default(true),
  /** Absolute path of the model file in use; null picks the best one that is there. */
  modelPath: z.string().nullable().default(null),
  temperature: z.number().min(0).max(2).default(0.7),
  /** Upper bound of tokens in one reply. */
  maxReplyTokens: z.int().min(16).max(8192).default(2048),
  /** Licences that were accepted, each with its version; not for the window to change. */
  acceptedLicences: z.array(z.string()).default([]),
})
export type Settings = z.infer<typeof Settings>

export const SettingsPatch = z
  .object({
    theme: Settings.shape.theme.unwrap(),
    sidebarVisible: Settings.shape.sidebarVisible.unwrap(),
    modelPath: Settings.shape.modelPath.unwrap(),
    temperature: Settings.shape.temperature.unwrap(),
    maxReplyTokens: Settings.shape.maxReplyTokens.unwrap(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>
