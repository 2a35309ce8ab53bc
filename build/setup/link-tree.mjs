import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies a file or folder by hard links where the file system allows it, so that a second checkout takes no room. Nobody may write to
 * such a copy in place.
 * @param {string} source
 * @param {string} target
 */
export function linkTree(source, target) {
  const kind = lstatSync(source)
  if (kind.isDirectory()) {
    mkdirSync(target, { recursive: true })
    for (const name of readdirSync(source)) linkTree(join(source, name), join(target, name))
  } else if (kind.isSymbolicLink()) {
    symlinkSync(readlinkSync(source), target)
  } else {
    linkFile(source, target)
  }
}

function linkFile(source, target) {
  rmSync(target, { force: true })
  try {
    linkSync(source, target)
  } catch {
    // Another file system, or one without links.
    copyFileSync(source, target)
  }
}
