import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
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
    rmSync(target, { recursive: true, force: true })
    renameSync(place, target)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Copies a file or folder by hard links where the file system allows it, so that a second checkout takes no room. */
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
  if (existsSync(target)) rmSync(target)
  try {
    linkSync(source, target)
  } catch {
    // Another file system, or one without links.
    cpSync(source, target)
  }
}
