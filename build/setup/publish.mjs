import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** No step takes this long: an older temporary place belongs to a set-up that was killed. */
const ABANDONED_MS = 6 * 60 * 60 * 1000

/**
 * Makes a file or folder appear whole or not at all: `fill` works in a temporary place beside it. When two set-ups do this at once,
 * one result stays.
 * @param {string} target
 * @param {(place: string) => void | Promise<void>} fill
 */
export async function publish(target, fill) {
  mkdirSync(dirname(target), { recursive: true })
  const prefix = join(dirname(target), `.${basename(target)}-`)
  removeAbandoned(prefix)
  const temporary = mkdtempSync(prefix)
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

function removeAbandoned(prefix) {
  for (const name of readdirSync(dirname(prefix))) {
    const path = join(dirname(prefix), name)
    if (!path.startsWith(prefix)) continue
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat && Date.now() - stat.mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true })
  }
}
