import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { z } from 'zod'
import { errorCode } from '../error-code.ts'
import { isMissing } from './part-file.ts'

const LockOwner = z.object({
  pid: z.int().positive(),
  /** When that process was started, as the system counts it; null where the system does not tell. */
  startedAt: z.string().nullable(),
  /** When the lock was taken, in milliseconds since 1970. */
  lockedAt: z.number(),
  token: z.string(),
})
type LockOwner = z.infer<typeof LockOwner>

export interface WriterLock {
  release(): Promise<void>
}

/** Tokens of this process's locks, also while they are being taken: what else bears its number was given up by it. */
const held = new Set<string>()

/** The right to write one file; null when a living process has it. What a dead one left behind is taken over. */
export async function acquireWriterLock(path: string): Promise<WriterLock | null> {
  const token = randomUUID()
  held.add(token)
  let taken = false
  try {
    taken = await take(path, token)
  } finally {
    if (!taken) held.delete(token)
  }
  return taken ? lockOf(path, token) : null
}

function lockOf(path: string, token: string): WriterLock {
  return {
    release: async () => {
      if ((await readOwner(path))?.token === token) await rm(path, { force: true })
      held.delete(token)
    },
  }
}

async function take(path: string, token: string): Promise<boolean> {
  const owner: LockOwner = { pid: process.pid, startedAt: processStart(process.pid), lockedAt: Date.now(), token }
  if (!(await create(path, owner))) {
    const holder = await readOwner(path)
    if (holder !== null && isAlive(holder)) return false
    if (!(await setAside(path, holder, token)) || !(await create(path, owner))) return false
  }
  // Of two who took over at the same moment, only one still reads its own token.
  return (await readOwner(path))?.token === token
}

async function create(path: string, owner: LockOwner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Moves a dead owner's lock out of the way. By renaming, which only one process can do with one file; and looked at
 * once more behind the new name, in case a living process had taken the lock over in between: that one gets it back.
 */
async function setAside(path: string, dead: LockOwner | null, token: string): Promise<boolean> {
  const aside = `${path}.${token}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
  const moved = await readOwner(aside)
  if (moved?.token !== dead?.token) {
    await rename(aside, path)
    return false
  }
  await rm(aside, { force: true })
  return true
}

/** Null when there is no lock, or one that a crash left unfinished. */
async function readOwner(path: string): Promise<LockOwner | null> {
  try {
    return LockOwner.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function isAlive({ pid, startedAt, lockedAt, token }: LockOwner): boolean {
  // One that gave up while its lock was set aside may find it back there: it would be in its own way for ever.
  if (pid === process.pid) return held.has(token)
  // A minute of slack: the clock may have been set since.
  const bootedAt = Date.now() - uptime() * 1000
  if (lockedAt < bootedAt - 60_000) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Without the right to signal it, it is there all the same.
    return errorCode(error) === 'EPERM'
  }
  // Numbers of processes are used again: the same number with another start is somebody else.
  return startedAt === null || processStart(pid) === startedAt
}

/** Linux only; elsewhere the number alone has to do. */
function processStart(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ')
    return fields[19] ?? null
  } catch {
    return null
  }
}
