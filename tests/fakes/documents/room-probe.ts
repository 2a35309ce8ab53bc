import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, promises as files, readFileSync, writeFileSync } from 'node:fs'
import { open as openInspector } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import { guardRoom } from '../../../electron/documents/room/process/room-guard.ts'
import { ATTEMPTS, tryWhenAsked } from '../escape-attempts.ts'

/* A program that is guarded like the process that reads, and then tries to get out. */

tryWhenAsked(guardRoom, {
  ...ATTEMPTS,
  readFileSync: () => readFileSync('/etc/hostname'),
  'promises.readFile': () => files.readFile('/etc/hostname'),
  createReadStream: () => createReadStream('/etc/hostname'),
  existsSync: () => existsSync('/etc/hostname'),
  writeFileSync: () => writeFileSync('/tmp/agate-probe', ''),
  'getBuiltinModule("fs")': () => process.getBuiltinModule('node:fs').readFileSync('/etc/hostname'),
  spawnSync: () => spawnSync(process.execPath, ['-v']),
  Worker: () => new Worker('', { eval: true }),
  'inspector.open': () => openInspector(0),
  'process.dlopen': () => process.dlopen({ exports: {} }, '/none.node'),
  'process.kill': () => process.kill(process.ppid, 0),
})
