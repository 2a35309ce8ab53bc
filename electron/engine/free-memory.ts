import os from 'node:os'

/** What the system says of its memory, in bytes. */
interface SystemMemory {
  readonly platform: NodeJS.Platform
  readonly available: () => number
  readonly total: () => number
}

const SYSTEM: SystemMemory = {
  platform: process.platform,
  available: () => process.availableMemory(),
  total: () => os.totalmem(),
}

/** Memory that can be had now without pushing other programs out, in bytes. */
export function freeMemory({ platform, available, total } = SYSTEM): number {
  // macOS counts only what was never used; what it gives back on demand is at least this share.
  return platform === 'darwin' ? Math.max(available(), total() / 2) : available()
}
