import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Egress, type EgressRequest } from '../../../electron/egress/egress.ts'
import { ModelServer, neverAnswer, redirect, serve, stallAfter } from '../../fakes/model-server.ts'

let server: ModelServer
let egress: Egress
const body = Buffer.from('GGUF and the rest of a model')

beforeEach(async () => {
  server = await ModelServer.start(body)
  egress = new Egress({ proxy: null, loopbackPort: server.port, now: () => 42 })
})
afterEach(() => server.stop())

function request(change: Partial<EgressRequest> = {}): EgressRequest {
  return { url: server.url, purpose: 'A test', stallMs: 60_000, signal: new AbortController().signal, ...change }
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += Buffer.from(chunk).toString()
  return text
}

describe('Egress', () => {
  it('says nothing about the person or the computer, on no step of the way', async () => {
    server.answer(redirect('/elsewhere'), serve())
    const response = await egress.get(request({ fromByte: 5, ifRange: '"v1"' }))
    expect(await read(response.body)).toBe('and the rest of a model')
    for (const { headers } of server.requests) {
      expect(headers).toEqual({
        host: `127.0.0.1:${String(server.port)}`,
        connection: 'close',
        'user-agent': 'Agate',
        'accept-encoding': 'identity',
        range: 'bytes=5-',
        'if-range': '"v1"',
      })
    }
  })

  it('writes down each connection, with its bytes and without its path', async () => {
    server.answer(redirect('/elsewhere?signature=secret'), serve())
    const response = await egress.get(request())
    await read(response.body)
    const host = `127.0.0.1:${String(server.port)}`
    expect(egress.ledger.list()).toEqual([
      { host, purpose: 'A test', at: 42, bytes: 0, open: false },
      { host, purpose: 'A test', at: 42, bytes: body.length, open: false },
    ])
    expect(egress.ledger.total).toBe(2)
    expect(JSON.stringify(egress.ledger.list())).not.toContain('secret')
  })

  it('opens no connection to an address that is not allowed', async () => {
    const app = new Egress({ proxy: null })
    for (const url of [server.url, 'https://example.org/', 'file:///etc/hosts', 'nonsense', '']) {
      await expect(app.get(request({ url }))).rejects.toMatchObject({ code: 'refused-address' })
    }
    expect(app.ledger.total).toBe(0)
    expect(server.requests).toEqual([])
  })

  it('lets tests have their own server and no other', async () => {
    const other = await ModelServer.start(body)
    await expect(egress.get(request({ url: other.url }))).rejects.toMatchObject({ code: 'refused-address' })
    await other.stop()
  })

  it('ends a wait and a body that have fallen silent', async () => {
    server.answer(neverAnswer)
    await expect(egress.get(request({ stallMs: 100 }))).rejects.toMatchObject({ code: 'stalled' })
    server.answer(stallAfter(4))
    const response = await egress.get(request({ stallMs: 2000 }))
    await expect(read(response.body)).rejects.toMatchObject({ code: 'stalled' })
    expect(egress.ledger.list().map(({ open }) => open)).toEqual([false, false])
  })

  it('ends a wait and a body when it is told to', async () => {
    const waiting = new AbortController()
    server.answer(neverAnswer)
    const answer = egress.get(request({ signal: waiting.signal }))
    waiting.abort()
    await expect(answer).rejects.toMatchObject({ code: 'aborted' })

    const reading = new AbortController()
    server.answer(stallAfter(4))
    const response = await egress.get(request({ signal: reading.signal }))
    const text = read(response.body)
    reading.abort()
    await expect(text).rejects.toMatchObject({ code: 'aborted' })
  })
})

describe('Egress behind a proxy', () => {
  let proxy: Server
  let asked: { target: string | undefined; authorization: string | undefined }[]
  let allow: boolean

  beforeEach(async () => {
    asked = []
    allow = true
    proxy = createServer()
    proxy.on('connect', (incoming, socket) => {
      asked.push({ target: incoming.url, authorization: incoming.headers['proxy-authorization'] })
      if (!allow) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
        return
      }
      const [host, port] = (incoming.url ?? '').split(':')
      const target = connect(Number(port), host)
      target.on('connect', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        target.pipe(socket).pipe(target)
      })
      target.on('error', () => socket.destroy())
      socket.on('error', () => target.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = new URL(`http://me:pass%20word@127.0.0.1:${String((proxy.address() as AddressInfo).port)}`)
    egress = new Egress({ proxy: address, loopbackPort: server.port })
  })
  afterEach(async () => {
    proxy.close()
    await once(proxy, 'close')
  })

  it('goes through it, and shows its password to nobody else', async () => {
    const response = await egress.get(request())
    expect(await read(response.body)).toBe(body.toString())
    const authorization = `Basic ${Buffer.from('me:pass word').toString('base64')}`
    expect(asked).toEqual([{ target: `127.0.0.1:${String(server.port)}`, authorization }])
    expect(server.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
    expect(egress.ledger.list()).toMatchObject([{ bytes: body.length, open: false }])
  })

  it('does not go round it when it refuses', async () => {
    allow = false
    await expect(egress.get(request())).rejects.toMatchObject({ code: 'no-connection' })
    expect(server.requests).toEqual([])
  })
})
