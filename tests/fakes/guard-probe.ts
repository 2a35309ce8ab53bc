import { exec, execFileSync, fork, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup, promises as dns } from 'node:dns'
import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { guardProcess } from '../../electron/engine/process/process-guard.ts'

/* A program that is guarded like the engine process, and then tries to get out. */

const attempts: Record<string, (port: number) => unknown> = {
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
  execFileSync: () => execFileSync(process.execPath, ['-v']),
  fork: () => fork('another.js'),
}

async function outcomeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt()
    return 'allowed'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.on('message', (port: number) => {
  void (async () => {
    guardProcess()
    const outcomes: Record<string, string> = {}
    for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await outcomeOf(() => attempt(port))
    process.send?.(outcomes, () => process.exit(0))
  })()
})
