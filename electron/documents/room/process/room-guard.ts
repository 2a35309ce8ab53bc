import childProcess from 'node:child_process'
import cluster from 'node:cluster'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import inspector from 'node:inspector'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import workers from 'node:worker_threads'

/**
 * Takes everything from this process but the bytes it is handed: the network, files, other programs, threads and native
 * code. Must run after all code is loaded and before the first byte of a document comes.
 */
export function guardRoom(): void {
  take(childProcess, 'other programs', namesIn(childProcess))
  take(cluster, 'other programs', ['fork'])
  take(net.Socket.prototype, 'the network', ['connect'])
  take(net.Server.prototype, 'the network', ['listen'])
  take(tls, 'the network', ['connect'])
  take(dgram, 'the network', ['createSocket'])
  const lookups = (where: object) => namesIn(where).filter((name) => /^(?:lookup|resolve|reverse)/u.test(name))
  take(dns, 'the network', lookups(dns))
  take(dns.promises, 'the network', lookups(dns.promises))
  take(globalThis, 'the network', ['fetch', 'WebSocket', 'EventSource'])
  take(fs.promises, 'files', namesIn(fs.promises))
  take(fs, 'files', namesIn(fs))
  take(workers, 'threads', ['Worker'])
  take(inspector, 'the debugger', ['open'])
  take(process, 'native code', ['dlopen', 'binding'])
  take(process, 'other programs', ['kill'])
  // Named imports of built-in modules are copies: this renews them.
  syncBuiltinESMExports()
}

function namesIn(where: object): string[] {
  return Object.keys(where).filter((name) => typeof Reflect.get(where, name) === 'function')
}

function take(where: object, what: string, names: readonly string[]): void {
  for (const name of names) {
    // A function expression, for some of these are called with `new`.
    const refuse = function () {
      throw new Error(`The process that reads has no access to ${what} (${name})`)
    }
    Object.defineProperty(where, name, { value: refuse, configurable: true, writable: true, enumerable: true })
  }
}
