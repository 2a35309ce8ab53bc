import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GUARD_PROBE_ENTRY } from '../support/engine-paths.ts'

let outcomes: Record<string, string>
let requests = 0
const server = createServer((_request, response) => {
  requests += 1
  response.end('reached')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const probe = fork(GUARD_PROBE_ENTRY, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { port } = server.address() as AddressInfo
  const answer = once(probe, 'message')
  probe.send(port)
  outcomes = z.record(z.string(), z.string()).parse((await answer)[0])
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('The guard of the engine process', () => {
  it.each([
    'fetch',
    'http.get',
    'net.connect',
    'tls.connect',
    'net.listen',
    'dgram.createSocket',
    'dns.lookup',
    'dns.promises.lookup',
  ])('keeps it from the network by %s', (name) => {
    expect(outcomes[name]).toMatch(/^The engine process has no access to the network/u)
  })

  it.each(['spawn', 'exec', 'execFileSync'])('keeps it from other programs by %s', (name) => {
    expect(outcomes[name]).toMatch(/^The engine process has no access to other programs/u)
  })

  it('keeps it from starting a copy of Agate', () => {
    expect(outcomes.fork).toBe('The engine process does not fork')
  })

  it('lets nothing through to a server that would answer', () => {
    expect(Object.keys(outcomes)).toHaveLength(12)
    expect(requests).toBe(0)
  })
})
