import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Server as NetServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** Made for these tests with a key that is in the open below: no program trusts it that is not told to. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBrDCCAVOgAwIBAgIUH6MvKfyk4OGTcm5hJXqm1MAcxuYwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOaHVnZ2luZ2ZhY2UuY28wIBcNMjYxMTIzMTYyMDExWhgPMjEy
NjEwMzAxNjIwMTFaMBkxFzAVBgNVBAMMDmh1Z2dpbmdmYWNlLmNvMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEhh4VuDf7kHlwhn6oeP7n7MrM8NQK5+xsuoukDBHq
nAOYrVej9rWuJCrwsEFeE3O/xBr3B5jSOr2cF9a89Z90eqN3MHUwHQYDVR0OBBYE
FI6VAasu+imfGhVdGViw995m2adWMB8GA1UdIwQYMBaAFI6VAasu+imfGhVdGViw
995m2adWMA8GA1UdEwEB/wQFMAMBAf8wIgYDVR0RBBswGYIOaHVnZ2luZ2ZhY2Uu
Y2+CByouaGYuY28wCgYIKoZIzj0EAwIDRwAwRAIgfEkYd1tesYXd6QG35crBgXKl
zowYF2XtDLc7mhN/k2YCIC4qVuTyIxhIkQ8/mMHIvXyLZ/yQovhvrcLxD9OFY1w0
-----END CERTIFICATE-----
`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJtNDvTtF3N3wH/ns
fQQwQe3QoqEqmobX4SF8XOlMaZKhRANCAASGHhW4N/uQeXCGfqh4/ufsyszw1Arn
7Gy6i6QMEeqcA5itV6P2ta4kKvCwQV4Tc7/EGvcHmNI6vZwX1rz1n3R6
-----END PRIVATE KEY-----
`

/**
 * A proxy that leads to a double of huggingface.co: it speaks TLS with the certificate above, and hands what it
 * decrypts to a server on this computer.
 */
export class HuggingFaceDouble {
  /** What the proxy was asked to connect to. */
  readonly targets: string[] = []
  readonly #proxy: Server
  readonly #double: NetServer
  readonly #sockets = new Set<Socket>()

  private constructor(port: number) {
    this.#double = createTlsServer({ cert: CERTIFICATE, key: KEY }, (socket) => this.#join(socket, port))
    this.#double.on('tlsClientError', (_error, socket: Socket) => socket.destroy())
    this.#proxy = createServer()
    this.#proxy.on('connect', (request, socket: Socket) => {
      this.targets.push(request.url ?? '')
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      this.#join(socket, portOf(this.#double))
    })
  }

  /** `port` is that of the plain server behind the double. */
  static async start(port: number): Promise<HuggingFaceDouble> {
    const double = new HuggingFaceDouble(port)
    for (const server of [double.#double, double.#proxy]) {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
    }
    return double
  }

  get proxyPort(): number {
    return portOf(this.#proxy)
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    for (const server of [this.#double, this.#proxy]) {
      server.close()
      await once(server, 'close')
    }
  }

  #join(socket: Socket, port: number): void {
    const onward = connect(port, '127.0.0.1')
    for (const one of [socket, onward]) {
      this.#sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        socket.destroy()
        onward.destroy()
      })
    }
    socket.pipe(onward).pipe(socket)
  }
}

function portOf(server: NetServer): number {
  return (server.address() as AddressInfo).port
}
