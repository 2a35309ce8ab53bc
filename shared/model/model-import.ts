import { z } from 'zod'
import { MODEL_FILE_ERRORS } from './model-file.ts'
import { SETTINGS_ERRORS } from './settings.ts'

/** How far a copy is: the share of the file, 0 to 1. */
export const ImportFrame = z.object({ share: z.number().min(0).max(1) })
export type ImportFrame = z.infer<typeof ImportFrame>

/** Why a file did not become one of Agate's models. */
export const MODEL_IMPORT_ERRORS = [
  ...MODEL_FILE_ERRORS,
  'no-space',
  'disk-error',
  'stopped',
  ...SETTINGS_ERRORS,
] as const
export type ModelImportErrorCode = (typeof MODEL_IMPORT_ERRORS)[number]

/** Why a model was not removed. */
export const MODEL_REMOVE_ERRORS = ['not-found', 'bundled', 'busy', 'disk-error', ...SETTINGS_ERRORS] as const
export type ModelRemoveErrorCode = (typeof MODEL_REMOVE_ERRORS)[number]

/** Why a removed model did not come back, or cannot be used now that it did. `not-found` is among those of a file. */
export const MODEL_RESTORE_ERRORS = [...MODEL_FILE_ERRORS, 'name-taken', 'disk-error', ...SETTINGS_ERRORS] as const
export type ModelRestoreErrorCode = (typeof MODEL_RESTORE_ERRORS)[number]
