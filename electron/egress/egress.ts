import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as tlsConnect, createSecureContext, type SecureContext } from 'node:tls'
import { isAllowedAddress } from './allowed-address.ts'
import { ConnectionLedger, type OpenConnection } from './connection-ledger.ts'
import { EgressFault, egressFaultFrom } from './egress-fault.ts'
import { openTunnel } from './proxy.ts'
import { trustedCertificates } from './trusted-certificates.ts'

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export interface EgressOptions {
  readonly proxy: URL | null
  readonly now?: () => number
  /** For tests: `http://127.0.0.1:<this port>` is allowed beside the list. Nothing in the app sets it. */
  readonly loopbackPort?: number
}

export interface EgressRequest {
  readonly url: string
  /** For the ledger, in a few words. */
  readonly purpose: string
  /** First byte that is wanted; left out, the request asks for the whole. */
  readonly fromByte?: number
  /** With `fromByte`: the ETag that the earlier bytes came with. */
  readonly ifRange?: string
  /** Longest silence, while connecting, waiting and reading. */
  readonly stallMs: number
  readonly signal: AbortSignal
}

export interface EgressResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The answer came from another address than the one asked, which may be signed and expire. */
  readonly redirected: boolean
  /** Throws `EgressFault`. Leaving the loop early closes the connection. */
  readonly body: AsyncIterable<Uint8Array>
  /** Must be called when the body is not read. */
  close(): void
}

interface Answer {
  readonly message: IncomingMessage
  readonly connection: OpenConnection
}

/**
 * The only place of Agate that opens a connection to another computer. It gets files from the hosts of the
 * allow-list, follows redirects by hand so that each step is checked, sends no cookie, no authorisation and nothing
 * that tells one person from another, and writes every connection down.
 */
export class Egress {
  readonly ledger: ConnectionLedger
  readonly #proxy: URL | null
  readonly #loopbackPort: number | null
  #trusted: SecureContext | null = null

  constructor({ proxy, now = Date.now, loopbackPort }: EgressOptions) {
    this.ledger = new ConnectionLedger(now)
    this.#proxy = proxy
    this.#loopbackPort = loopbackPort ?? null
  }

  /** Throws `EgressFault` when there is no answer; every status is an answer. */
  async get(request: EgressRequest): Promise<EgressResponse> {
    let url = parseAddress(request.url)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      if (url === null || !this.#isAllowed(url)) throw new EgressFault('refused-address', url?.host ?? 'no address')
      const answer = await this.#send(url, request)
      const status = answer.message.statusCode ?? 0
      if (!REDIRECTS.has(status)) return responseOf(answer, { host: url.host, redirected: redirects > 0 })
      answer.message.destroy()
      url = redirectTarget(answer.message.headers.location, url)
    }
    throw new EgressFault('too-many-redirects', url?.host ?? 'no address')
  }

  #isAllowed(url: URL): boolean {
    if (isAllowedAddress(url)) return true
    return this.#loopbackPort !== null && url.origin === `http://127.0.0.1:${String(this.#loopbackPort)}`
  }

  /** Made for the first connection, which may never come: reading so many certificates takes a moment. */
  #trust(): SecureContext {
    return (this.#trusted ??= createSecureContext({ ca: trustedCertificates() }))
  }

  async #send(url: URL, request: EgressRequest): Promise<Answer> {
    const { signal, stallMs } = request
    if (signal.aborted) throw new EgressFault('aborted', url.host)
    const connection = this.ledger.open(url.host, request.purpose)
    try {
      const socket = this.#proxy && (await openTunnel({ proxy: this.#proxy, target: url, stallMs, signal }))
      const secure = url.protocol === 'https:'
      const trust = secure ? { secureContext: this.#trust() } : {}
      const message = await exchange(
        (secure ? httpsRequest : httpRequest)(url, {
          headers: headersOf(request),
          timeout: stallMs,
          ...trust,
          // A connection of its own for each request: nothing is kept open towards anyone between downloads.
          ...(socket === null
            ? { agent: false }
            : {
                createConnection: () => (secure ? tlsConnect({ socket, servername: url.hostname, ...trust }) : socket),
              }),
        }),
        request,
        url.host,
      )
      message.once('close', () => connection.close())
      return { message, connection }
    } catch (error) {
      connection.close()
      throw error
    }
  }
}

/** Everything that Agate says about itself to a server. */
function headersOf({ fromByte, ifRange }: EgressRequest): Record<string, string> {
  return {
    'user-agent': 'Agate',
    'accept-encoding': 'identity',
    ...(fromByte === undefined ? {} : { range: `bytes=${fromByte}-` }),
    ...(fromByte === undefined || ifRange === undefined ? {} : { 'if-range': ifRange }),
  }
}

/** Sends the request and waits for the head of the answer. Silence and abort end it, also later while it is read. */
function exchange(
  outgoing: ReturnType<typeof httpRequest>,
  { signal, stallMs }: EgressRequest,
  host: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let message: IncomingMessage | null = null
    // Once there is a message, only destroying that one keeps the reason for whoever reads its body.
    const end = (fault: EgressFault) => (message ?? outgoing).destroy(fault)
    const abort = () => end(new EgressFault('aborted', host))
    signal.addEventListener('abort', abort, { once: true })
    // A socket that was made over a proxy's does not take over the request's `timeout`.
    outgoing.on('socket', (socket) => socket.setTimeout(stallMs))
    outgoing.on('timeout', () => end(new EgressFault('stalled', `${host}, ${stallMs} ms`)))
    outgoing.on('close', () => signal.removeEventListener('abort', abort))
    outgoing.on('error', (error) => reject(egressFaultFrom(error, host)))
    outgoing.on('response', (incoming) => {
      message = incoming
      resolve(incoming)
    })
    outgoing.end()
  })
}

function parseAddress(address: string, base?: URL): URL | null {
  return URL.canParse(address, base?.href) ? new URL(address, base) : null
}

function redirectTarget(location: string | undefined, from: URL): URL {
  const target = location === undefined ? null : parseAddress(location, from)
  if (target === null) throw new EgressFault('bad-redirect', from.host)
  return target
}

function responseOf({ message, connection }: Answer, from: { host: string; redirected: boolean }): EgressResponse {
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    redirected: from.redirected,
    body: bodyOf(message, connection, from.host),
    close: () => message.destroy(),
  }
}

async function* bodyOf(message: IncomingMessage, connection: OpenConnection, host: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of message) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('A body without encoding comes as bytes.')
      connection.received(chunk.byteLength)
      yield chunk
    }
  } catch (error) {
    throw error instanceof TypeError ? error : egressFaultFrom(error, host)
  } finally {
    message.destroy()
  }
}
