import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CACHE, ROOT } from './places.mjs'
import { say } from './report.mjs'

const POLL_MS = 300
/** Its number is written at once: a lock that has none after this was left empty, by a full disk or a power cut. */
const EMPTY_MS = 10_000

/** Not inside node_modules, which installing the packages empties. */
const LOCK = join(CACHE, 'locks', createHash('sha256').update(ROOT).digest('hex').slice(0, 16))

/**
 * Lets one set-up at a time change this checkout; another one waits. What a process that is gone left behind does not count,
 * also where another process has its number by now.
 * @returns {Promise<() => void>} gives the lock back
 */
export async function lockCheckout(file = LOCK) {
  mkdirSync(dirname(file), { recursive: true })
  for (let told = false; !tryLock(file);) {
    const holder = holderOf(file)
    if (isLeftBehind(file, holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`another set-up of this folder runs${holder === null ? '' : ` (process ${holder})`}; waiting for it`)
    told = true
    await wait(POLL_MS)
  }
  held.add(file)
  return () => {
    held.delete(file)
    rmSync(file, { force: true })
  }
}

/** Locks of this process. */
const held = new Set()

function isLeftBehind(file, holder) {
  if (holder === process.pid) return !held.has(file)
  if (holder !== null && !isRunning(holder)) return true
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {}
  if (mtimeMs === undefined) return false
  const age = Date.now() - mtimeMs
  return age > uptime() * 1000 || (holder === null && age > EMPTY_MS)
}

function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** The process in the lock; null while it is being written, or when it has just been given back. */
function holderOf(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
