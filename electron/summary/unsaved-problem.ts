import { isDiskFull, isUnwritable, type UnsavedCode } from '../storage/storage-error.ts'

export interface UnsavedProblem {
  readonly code: UnsavedCode
  readonly message: string
}

/** Why a summary cannot be kept; null where it is no matter of the disk. */
export function unsavedProblem(error: unknown): UnsavedProblem | null {
  if (isDiskFull(error)) return { code: 'disk-full', message: DISK_FULL }
  return isUnwritable(error) ? { code: 'unwritable', message: UNWRITABLE } : null
}

const DISK_FULL =
  'The disk is full, so the summary cannot go on. Every part that was read is kept. Free some room and go on.'
const UNWRITABLE =
  'Agate cannot write into its folder, so the summary cannot go on. Every part that was read is kept. Make the folder writable and go on.'
