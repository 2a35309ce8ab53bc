import { exec, fork, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup, promises as dns } from 'node:dns'
import { createReadStream, existsSync, promises as files, readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { open as openInspector } from 'node:inspector'
import { connect, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Worker } from 'node:worker_threads'
import { guardRoom } from '../../../electron/documents/room/process/room-guard.ts'

/* A program that is guarded like the process that reads, and then tries to get out. */

const attempts: Record<string, (port: number) => unknown> = {
  fetch: (port) => fetch(`http://127.0.0.1:${port}/`),
  'http.get': (port) => get(`http://127.0.0.1:${port}/`),
  'net.connect': (port) => connect(port, '127.0.0.1'),
  'tls.connect': (port) => connectTls(port, '127.0.0.1'),
  'net.listen': () => createServer().listen(0),
  'dgram.createSocket': () => createSocket('udp4'),
  'dns.lookup': () => lookup('localhost', () => undefined),
  'dns.promises.lookup': () => dns.lookup('localhost'),
  readFileSync: () => readFileSync('/etc/hostname'),
  'promises.readFile': () => files.readFile('/etc/hostname'),
  createReadStream: () => createReadStream('/etc/hostname'),
  existsSync: () => existsSync('/etc/hostname'),
  writeFileSync: () => writeFileSync('/tmp/agate-probe', ''),
  'getBuiltinModule("fs")': () => process.getBuiltinModule('node:fs').readFileSync('/etc/hostname'),
  spawn: () => spawn(process.execPath, ['-v']),
  spawnSync: () => spawnSync(process.execPath, ['-v']),
  exec: () => exec('true'),
  fork: () => fork('another.js'),
  Worker: () => new Worker('', { eval: true }),
  'inspector.open': () => openInspector(0),
  'process.dlopen': () => process.dlopen({ exports: {} }, '/none.node'),
  'process.kill': () => process.kill(process.ppid, 0),
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
    guardRoom()
    const outcomes: Record<string, string> = {}
    for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await outcomeOf(() => attempt(port))
    process.send?.(outcomes, () => process.exit(0))
  })()
})
