import { link, statfs } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Egress } from '../egress/egress.ts'
import type { DownloadSurroundings } from './download.ts'
import { Stopped } from './download-fault.ts'
import { openPartHandle } from './part-file.ts'

/** The real disk, clock and network. */
export function realSurroundings(egress: Pick<Egress, 'get'>): DownloadSurroundings {
  return { egress, openPart: openPartHandle, link, freeBytes, now: Date.now, wait }
}

/** What this user may still write on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal })
  } catch (error) {
    if (signal.aborted) throw new Stopped()
    throw error
  }
}
