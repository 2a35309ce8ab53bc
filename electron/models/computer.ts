import { availableParallelism, totalmem } from 'node:os'
import type { Computer } from '../../shared/model/model-offer.ts'
import { freeBytes } from '../downloads/surroundings.ts'

/** What this computer has now; `folder` is on the disk that models go to. */
export async function thisComputer(folder: string, cards: Computer['cards']): Promise<Computer> {
  const freeDiskBytes = await freeBytesOrNull(folder)
  return { cores: availableParallelism(), ramBytes: totalmem(), cards, freeDiskBytes }
}

/** Some network file systems do not tell. */
async function freeBytesOrNull(folder: string): Promise<number | null> {
  try {
    return await freeBytes(folder)
  } catch {
    return null
  }
}
