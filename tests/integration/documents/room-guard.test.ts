import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { buildRoom } from '../../support/documents/build-room.ts'

let outcomes: Record<string, string>
let requests = 0
const server = createServer((_request, response) => {
  requests += 1
  response.end('reached')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const probe = fork(await buildRoom('room-probe'), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const answer = once(probe, 'message')
  probe.send((server.address() as AddressInfo).port)
  outcomes = z.record(z.string(), z.string()).parse((await answer)[0])
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('The guard of the process that reads', () => {
  it.each([
    ['the network', ['fetch', 'http.get', 'net.connect', 'tls.connect', 'net.listen']],
    ['the network', ['dgram.createSocket', 'dns.lookup', 'dns.promises.lookup']],
    ['files', ['readFileSync', 'promises.readFile', 'createReadStream', 'existsSync', 'writeFileSync']],
    ['files', ['getBuiltinModule("fs")']],
    ['other programs', ['spawn', 'spawnSync', 'exec', 'fork', 'process.kill']],
    ['threads', ['Worker']],
    ['the debugger', ['inspector.open']],
    ['native code', ['process.dlopen']],
  ])('keeps it from %s by %j', (what, names) => {
    for (const name of names) {
      expect([name, outcomes[name]]).toEqual([
        name,
        expect.stringContaining(`The process that reads has no access to ${what}`),
      ])
    }
  })

  it('lets nothing through to a server that would answer', () => {
    expect(Object.values(outcomes)).not.toContain('allowed')
    expect(requests).toBe(0)
  })
})
