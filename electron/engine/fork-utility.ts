import { type UtilityProcess, utilityProcess } from 'electron'
import { killAtOnce } from '../kill-at-once.ts'
import type { EngineLog, EngineProcess, SpawnEngine } from './engine-process.ts'

/** Starts engine processes as utility processes of Electron. Only to be used once the app is ready. */
export function forkUtility(entry: string, log: EngineLog, env: Readonly<Record<string, string>> = {}): SpawnEngine {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Agate Engine',
      stdio: 'pipe',
      // Nothing of the surroundings: variables may change what node-llama-cpp does, or hold secrets. Never empty, which
      // Electron takes for "inherit them all".
      env: { LANG: 'C.UTF-8', ...systemEnvironment(), ...env },
    })
    child.stdout?.on('data', (data: Buffer) => log('info', data.toString('utf8').trimEnd()))
    child.stderr?.on('data', (data: Buffer) => log('warn', data.toString('utf8').trimEnd()))
    return wrap(child)
  }
}

/** Windows cannot load some of its own libraries without this one. */
function systemEnvironment(): Record<string, string> {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? {} : { SystemRoot }
}

function wrap(child: UtilityProcess): EngineProcess {
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => killAtOnce(child),
  }
}
