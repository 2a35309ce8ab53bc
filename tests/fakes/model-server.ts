import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** How the server answers one request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void

export interface SeenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** A file server on 127.0.0.1 that answers request after request as told; the last behaviour stays. */
export class ModelServer {
  readonly requests: SeenRequest[] = []
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  #body: Buffer
  #behaviours: readonly Behaviour[] = [serve()]

  private constructor(body: Buffer) {
    this.#body = body
    this.#server = createServer((request, response) => {
      const { url = '/', headers } = request
      this.requests.push({
        path: url,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      })
      const last = this.#behaviours.length - 1
      this.#behaviours[Math.min(this.requests.length - 1, last)]?.(request, response, this.#body)
    })
    this.#server.on('connection', (socket: Duplex) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('error', () => this.#sockets.delete(socket))
    })
  }

  static async start(body: Buffer): Promise<ModelServer> {
    const server = new ModelServer(body)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/model.gguf`
  }

  /** The byte that each request asked for first; null for the whole. */
  get firstBytes(): (number | null)[] {
    return this.requests.map(({ headers }) => (headers.range === undefined ? null : parseRange(headers.range)))
  }

  answer(...behaviours: readonly Behaviour[]): void {
    this.#behaviours = behaviours
    this.requests.length = 0
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

function parseRange(range: string): number {
  return Number(/^bytes=(\d+)-$/u.exec(range)?.[1])
}

/** A correct server: ranges, If-Range and 416. */
export function serve(options: { readonly etag?: string; readonly body?: Buffer } = {}): Behaviour {
  return (request, response, own) => {
    const { etag = '"v1"', body = own } = options
    const { range } = request.headers
    const condition = request.headers['if-range']
    if (range === undefined || (condition !== undefined && condition !== etag)) {
      response.writeHead(200, { etag, 'content-length': body.length })
      response.end(body)
      return
    }
    const from = parseRange(range)
    if (from >= body.length) {
      response.writeHead(416, { 'content-range': `bytes */${String(body.length)}` })
      response.end()
      return
    }
    response.writeHead(206, {
      etag,
      'content-length': body.length - from,
      'content-range': `bytes ${String(from)}-${String(body.length - 1)}/${String(body.length)}`,
    })
    response.end(body.subarray(from))
  }
}

/** Sends the head and `bytes` of the body, then breaks the connection. */
export function resetAfter(bytes: number, etag = '"v1"'): Behaviour {
  return (_request, response, body) => {
    response.writeHead(200, { etag, 'content-length': body.length })
    response.write(body.subarray(0, bytes), () => response.socket?.destroySoon())
  }
}

/** Sends the head and `bytes` of the body, then nothing more. */
export function stallAfter(bytes: number): Behaviour {
  return (_request, response, body) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': body.length })
    response.flushHeaders()
    response.write(body.subarray(0, bytes))
  }
}

export const neverAnswer: Behaviour = () => undefined

export const ignoreRange: Behaviour = (_request, response, body) => {
  response.writeHead(200, { 'content-length': body.length })
  response.end(body)
}

/** 206 for bytes that were not asked for. */
export const wrongRange: Behaviour = (_request, response, body) => {
  const range = `bytes 0-${String(body.length - 1)}/${String(body.length)}`
  response.writeHead(206, { 'content-range': range, 'content-length': body.length })
  response.end(body)
}

/** Without a length, so that only the end of the connection ends the body; and that comes early. */
export function endEarlyAfter(bytes: number): Behaviour {
  return (_request, response, body) => {
    response.removeHeader('transfer-encoding')
    response.useChunkedEncodingByDefault = false
    response.writeHead(200, { connection: 'close' })
    response.end(body.subarray(0, bytes))
  }
}

export const claimTwiceTheLength: Behaviour = (_request, response, body) => {
  response.writeHead(200, { 'content-length': body.length * 2 })
  response.end(body)
}

/** More and more bytes, without a length, for as long as somebody listens. */
export const sendForEver: Behaviour = (_request, response, body) => {
  response.writeHead(200)
  const more = () => {
    if (response.destroyed) return
    response.write(body.subarray(4, 65_540), () => setImmediate(more))
  }
  response.write(body, more)
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}, text = ''): Behaviour {
  return (_request, response) => {
    response.writeHead(code, headers)
    response.end(text)
  }
}

export function redirect(location: string): Behaviour {
  return status(302, { location })
}

export const signInPage: Behaviour = status(200, { 'content-type': 'text/html' }, '<html>Sign in</html>')
