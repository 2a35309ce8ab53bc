import { app, type UtilityProcess, utilityProcess } from 'electron'
import { killAtOnce } from '../../kill-at-once.ts'
import { roomArguments } from './room-arguments.ts'
import type { RoomLog, RoomProcess, SpawnRoom } from './room-process.ts'

const KILOBYTE = 1024

/** Starts the processes that read as utility processes of Electron. Only to be used once the app is ready. */
export function forkReadingRoom(entry: string, log: RoomLog): SpawnRoom {
  return (languages) => {
    const { SystemRoot } = process.env
    const child = utilityProcess.fork(entry, roomArguments(languages), {
      serviceName: 'Agate Reader',
      stdio: 'pipe',
      // Nothing of the surroundings. Never empty, which Electron takes for "inherit them all"; Windows needs the second one.
      env: { LANG: 'C.UTF-8', ...(SystemRoot === undefined ? {} : { SystemRoot }) },
    })
    child.stdout?.on('data', (data: Buffer) => log('info', data.toString('utf8').trimEnd()))
    child.stderr?.on('data', (data: Buffer) => log('warn', data.toString('utf8').trimEnd()))
    return wrap(child)
  }
}

function wrap(child: UtilityProcess): RoomProcess {
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => killAtOnce(child),
    memoryBytes: () => {
      const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid)
      return metric === undefined ? null : metric.memory.workingSetSize * KILOBYTE
    },
  }
}
