import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Puts a disk of its own under a folder; returns how to take it away, or null where this user may not mount one. */
export function smallDisk(folder: string, megabytes: number): (() => void) | null {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  return () => void execFileSync('umount', ['--lazy', folder])
}

/** Leaves not a byte free on the disk of a folder; returns how to give it back. */
export function fill(folder: string): () => void {
  const path = join(folder, `full-${randomUUID()}`)
  const file = openSync(path, 'w')
  const page = Buffer.alloc(4096, 1)
  while (statfsSync(folder).bavail > 0) writeSync(file, page)
  closeSync(file)
  return () => rmSync(path)
}
