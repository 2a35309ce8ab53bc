import { exec, fork, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup, promises as dns } from 'node:dns'
import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Each is given a port of this computer on which somebody listens. */
export type Attempts = Readonly<Record<string, (port: number) => unknown>>

/** What no guarded process may do: reach a network, or start a program. */
export const ATTEMPTS: Attempts = {
  fetch: (port) => fetch(`http://127.0.0.1:${port}/`),
  'http.get': (port) => get(`http://127.0.0.1:${port}/`),
  'net.connect': (port) => connect(port, '127.0.0.1'),
  'tls.connect': (port) => connectTls(port, '127.0.0.1'),
  'net.listen': () => createServer().listen(0),
  'dgram.createSocket': () => createSocket('udp4'),
  'dns.lookup': () => lookup('localhost', () => undefined),
  'dns.promises.lookup': () => dns.lookup('localhost'),
  spawn: () => spawn(process.execPath, ['-v']),
  exec: () => exec('true'),
  fork: () => fork('another.js'),
}

/** Once a port comes: guards this process, tries everything, and sends by name what became of it. */
export function tryWhenAsked(guard: () => void, attempts: Attempts): void {
  process.on('message', (port: number) => {
    void (async () => {
      guard()
      const outcomes: Record<string, string> = {}
      for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await outcomeOf(() => attempt(port))
      process.send?.(outcomes, () => process.exit(0))
    })()
  })
}

async function outcomeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt()
    return 'allowed'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
