import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a file or folder appear whole or not at all: `fill` works in a temporary place beside it. When two set-ups do this at once,
 * one result stays.
 * @param {string} target
 * @param {(place: string) => void | Promise<void>} fill
 */
export async function publish(target, fill) {
  mkdirSync(dirname(target), { recursive: true })
  const temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  try {
    const place = join(temporary, basename(target))
    await fill(place)
    moveInto(place, target)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** A file takes the place of an older one; a folder does not, because somebody may be using it. */
function moveInto(place, target) {
  try {
    renameSync(place, target)
  } catch (error) {
    if (!existsSync(target) || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error
  }
}
