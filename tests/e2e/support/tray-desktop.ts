import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startBackground } from './background.ts'

/** A desktop's session with a tray. */
export interface TrayDesktop {
  readonly env: Readonly<Record<string, string>>
  /** The next thing that the tray says: of an icon that registered, or the answer to a command of `tray-host.py`. */
  next(): Promise<unknown>
  tell(command: string): Promise<unknown>
  stop(): Promise<void>
}

export async function trayDesktop(): Promise<TrayDesktop> {
  const bus = await startBackground(['dbus-daemon', '--session', '--nofork', '--print-address'], /^unix:.+$/mu)
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.ready }
  // Debian's Python, which Debian's bindings belong to.
  const host = spawn('/usr/bin/python3', [join(import.meta.dirname, 'tray-host.py')], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const line: IteratorResult<string, undefined> = await lines.next()
    if (line.done === true) throw new Error('The tray ended')
    return JSON.parse(line.value)
  }
  if ((await next()) !== 'ready') throw new Error('The tray did not start')
  return {
    env,
    next,
    tell(command) {
      host.stdin.write(`${command}\n`)
      return next()
    },
    async stop() {
      host.stdin.end()
      await once(host, 'close')
      await bus.stop()
    },
  }
}
