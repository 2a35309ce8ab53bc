import { availableParallelism, totalmem } from 'node:os'
import type { Computer } from '../../shared/model/model-offer.ts'
import { freeBytes } from '../downloads/surroundings.ts'

/** What this computer has now; `folder` is on the disk that models go to. */
export async function thisComputer(folder: string, freeCardBytes: number | null): Promise<Computer> {
  const freeDiskBytes = await freeBytesOrNull(folder)
  return { cores: availableParallelism(), ramBytes: totalmem(), freeCardBytes, freeDiskBytes }
}

/** Some network file systems do not tell. */
async function freeBytesOrNull(folder: string): Promise<number | null> {
  try {
    return await freeBytes(folder)
  } catch {
    return null
  }
}
