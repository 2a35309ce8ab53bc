import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireWriterLock } from '../../../electron/downloads/writer-lock.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agate-lock-'))
  path = join(folder, 'model.gguf.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function leave(owner: object): void {
  writeFileSync(
    path,
    JSON.stringify({ pid: process.ppid, startedAt: null, lockedAt: Date.now(), token: 'x', ...owner }),
  )
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

describe('the lock of a file that is being written', () => {
  it('is had by one at a time', async () => {
    const lock = await acquireWriterLock(path)
    expect(lock).not.toBeNull()
    expect(await acquireWriterLock(path)).toBeNull()
    await lock?.release()
    expect(readdirSync(folder)).toEqual([])
    await (await acquireWriterLock(path))?.release()
  })

  it('is given to one of many who ask at once', async () => {
    leave({ pid: deadPid() })
    const locks = await Promise.all(Array.from({ length: 8 }, () => acquireWriterLock(path)))
    expect(locks.filter((lock) => lock !== null).length).toBeLessThanOrEqual(1)
    for (const lock of locks) await lock?.release()
    expect(await acquireWriterLock(path)).not.toBeNull()
  })

  it('is taken over when this very process gave it up', async () => {
    leave({ pid: process.pid })
    expect(await acquireWriterLock(path)).not.toBeNull()
  })

  it('stays with a living process', async () => {
    leave({})
    expect(await acquireWriterLock(path)).toBeNull()
  })

  it.each([
    ['has ended', () => ({ pid: deadPid() })],
    ['has the number of another that ran before it', () => ({ startedAt: '1' })],
    ['ran before the computer was last started', () => ({ lockedAt: 0 })],
  ])('is taken over from a process that %s', async (_what, owner) => {
    leave(owner())
    const lock = await acquireWriterLock(path)
    expect(lock).not.toBeNull()
    await lock?.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is taken over when a crash left it unfinished', async () => {
    writeFileSync(path, '{"pid":')
    expect(await acquireWriterLock(path)).not.toBeNull()
  })

  it('is not released by one who no longer has it', async () => {
    const lock = await acquireWriterLock(path)
    leave({ token: 'another' })
    await lock?.release()
    expect(readdirSync(folder)).toEqual(['model.gguf.lock'])
  })
})
