import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { roomArguments } from '../../../electron/documents/room/room-arguments.ts'
import type { RoomLog, SpawnRoom } from '../../../electron/documents/room/room-process.ts'

const MEMORY_PAGE_BYTES = 4096

/** Starts the processes that read under plain Node, for tests without Electron. */
export function forkRoom(entry: string, log: RoomLog, onPid: (pid: number) => void = () => undefined): SpawnRoom {
  return (languages) => {
    const child = fork(entry, roomArguments(languages), {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {},
    })
    child.stdout?.on('data', (data: Buffer) => log('info', data.toString('utf8').trimEnd()))
    child.stderr?.on('data', (data: Buffer) => log('info', data.toString('utf8').trimEnd()))
    if (child.pid !== undefined) onPid(child.pid)
    return {
      post: (message) => {
        if (child.connected) child.send(message, () => undefined)
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener(code)),
      kill: () => void child.kill('SIGKILL'),
      memoryBytes: () => residentBytes(child.pid),
    }
  }
}

function residentBytes(pid: number | undefined): number | null {
  try {
    const [, resident = '0'] = readFileSync(`/proc/${pid ?? 0}/statm`, 'utf8').split(' ')
    return Number(resident) * MEMORY_PAGE_BYTES
  } catch {
    return null
  }
}
