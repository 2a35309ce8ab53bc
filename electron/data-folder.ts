import { accessSync, constants, mkdirSync } from 'node:fs'
import { err, ok, type Result } from '../shared/result.ts'

/**
 * Makes the folder that holds everything Agate keeps, readable by this user alone. Asked before the single-instance
 * lock, which fails without a word in a folder that cannot be written.
 */
export function prepareDataFolder(folder: string): Result<undefined, 'unwritable'> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return ok()
  } catch {
    return err(
      'unwritable',
      `Agate cannot write to its folder, ${folder}, so it could not keep anything you ask. Nothing was changed. ` +
        'Make the folder writable and start Agate again.',
    )
  }
}
