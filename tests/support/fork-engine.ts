import { fork } from 'node:child_process'
import { ENGINE_ENVIRONMENT } from '../../electron/engine/engine-environment.ts'
import type { EngineLog, SpawnEngine } from '../../electron/engine/engine-process.ts'

/** Starts engine processes under plain Node, for tests without Electron. */
export function forkEngine(entry: string, log: EngineLog, env: Readonly<Record<string, string>> = {}): SpawnEngine {
  return () => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...ENGINE_ENVIRONMENT, ...env },
    })
    child.stdout?.on('data', (data: Buffer) => log('info', data.toString('utf8').trimEnd()))
    child.stderr?.on('data', (data: Buffer) => log('warn', data.toString('utf8').trimEnd()))
    return {
      get pid() {
        return child.exitCode === null && child.signalCode === null ? child.pid : undefined
      },
      // A process that is just dying closes its channel before it ends: what is sent then is lost, as in Electron.
      post: (message) => {
        if (child.connected) child.send(message, () => undefined)
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener(code)),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
