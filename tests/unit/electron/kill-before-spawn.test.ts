import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { expect, it, vi } from 'vitest'
import { forkReadingRoom } from '../../../electron/documents/room/fork-utility.ts'
import { forkUtility } from '../../../electron/engine/fork-utility.ts'

/** Like Electron's: it has no pid before it was spawned. */
const child = vi.hoisted((): { current: unknown } => ({ current: null }))
vi.mock('electron', () => ({ app: {}, utilityProcess: { fork: () => child.current } }))

it.each([
  { name: 'the engine', start: () => forkUtility('/entry.js', () => undefined)() },
  { name: 'documents', start: () => forkReadingRoom('/entry.js', () => undefined)([]) },
])('a process for $name that is ended before it has begun ends as soon as it begins', async ({ start }) => {
  const utility = Object.assign(new EventEmitter(), {
    pid: undefined as number | undefined,
    stdout: null,
    stderr: null,
  })
  child.current = utility
  start().kill()
  const real = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  const ended = once(real, 'exit')
  utility.pid = real.pid
  utility.emit('spawn')
  expect(await ended).toEqual([null, 'SIGKILL'])
})
