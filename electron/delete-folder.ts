import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Deletes a folder with all in it. Throws where something stays, because another program holds it, after the rest is gone. */
export async function deleteFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.allSettled(names.map((name) => rm(join(folder, name), { recursive: true, force: true })))
  await rm(folder, { recursive: true, force: true })
}
