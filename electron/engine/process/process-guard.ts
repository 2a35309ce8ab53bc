import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'

/**
 * Takes the network and other programs away from this process. Must run before node-llama-cpp is imported.
 *
 * The library tests its binary in a child of `child_process.fork`. Inside Agate that would start a second Agate, and
 * where Electron's RunAsNode is switched off it would wait for minutes. So the test is answered here, as passed: a
 * binary that crashes takes only this process with it, and main watches over it.
 */
export function guardProcess(): void {
  Object.assign(childProcess, {
    fork: answerSelfTest,
    ...forbidden('other programs', ['spawn', 'exec', 'execFile', 'spawnSync', 'execSync', 'execFileSync']),
  })
  Object.assign(net.Socket.prototype, forbidden('the network', ['connect']))
  Object.assign(net.Server.prototype, forbidden('the network', ['listen']))
  Object.assign(tls, forbidden('the network', ['connect']))
  Object.assign(dgram, forbidden('the network', ['createSocket']))
  const lookups = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'lookupService']
  Object.assign(dns, forbidden('the network', lookups))
  Object.assign(dns.promises, forbidden('the network', lookups))
  Object.assign(globalThis, forbidden('the network', ['fetch', 'WebSocket', 'EventSource']))
  // Named imports of built-in modules are copies: this renews them.
  syncBuiltinESMExports()
}

function forbidden(what: string, names: readonly string[]): Record<string, () => never> {
  const refusals = names.map((name) => {
    const refuse = () => {
      throw new Error(`The engine process has no access to ${what} (${name})`)
    }
    return [name, refuse] as const
  })
  return Object.fromEntries(refusals)
}

function answerSelfTest(file: unknown): EventEmitter {
  if (!String(file).endsWith('testBindingBinary.js')) throw new Error('The engine process does not fork')
  const answers: Record<string, string> = { start: 'loaded', test: 'done' }
  const child = Object.assign(new EventEmitter(), {
    exitCode: null,
    killed: false,
    stdout: null,
    stderr: null,
    kill: () => true,
    send: (message: { type: string }) => {
      const answer = answers[message.type]
      setImmediate(() => (answer === undefined ? child.emit('exit', 0) : child.emit('message', { type: answer })))
      return true
    },
  })
  setImmediate(() => child.emit('message', { type: 'ready' }))
  return child
}
