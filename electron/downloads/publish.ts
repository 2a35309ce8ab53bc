import { rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { syncFolder } from '../storage/sync-folder.ts'
import { moveNote } from './checked-note.ts'
import type { DownloadJob } from './download.ts'
import { sha256Of } from './file-digest.ts'
import { freePath } from './free-path.ts'
import { discardPart, type DownloadTarget, sizeOf } from './part-file.ts'

/**
 * Gives a complete, verified and synced file its final name: it is there whole or not at all, also after a power cut.
 * Another file that has this name is somebody's own, and gets a free one.
 */
export async function publish(
  from: string,
  { target, signal, log }: Pick<DownloadJob, 'target' | 'signal' | 'log'>,
): Promise<void> {
  const { path } = target
  if ((await sizeOf(path)) !== null && !(await isTarget(target, signal))) {
    const other = await freePath(dirname(path), basename(path))
    await moveNote(path, other)
    await rename(path, other)
  }
  await rename(from, path)
  try {
    await syncFolder(dirname(path))
  } catch (error) {
    // The model is there whole and can be used. All that is left open is whether a power cut now would take its name.
    log('warn', 'models folder could not be synced', { error })
  }
  await discardPart(path)
}

async function isTarget({ path, sizeBytes, sha256 }: DownloadTarget, signal: AbortSignal): Promise<boolean> {
  return (await sizeOf(path)) === sizeBytes && (await sha256Of(path, { signal })) === sha256
}
