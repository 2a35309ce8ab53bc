import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { EgressFault, egressFaultFrom } from './egress-fault.ts'

/**
 * The web proxy that the environment names, or null. Plain `http://` proxies only: proxies that are reached over
 * TLS, and configuration scripts (PAC), are not supported.
 */
export function proxyFromEnvironment(env: Readonly<Record<string, string | undefined>>): URL | null {
  const value = env.HTTPS_PROXY ?? env.https_proxy ?? ''
  const address = value.includes('://') ? value : `http://${value}`
  if (!URL.canParse(address)) return null
  const proxy = new URL(address)
  return proxy.protocol === 'http:' && proxy.hostname !== '' ? proxy : null
}

export interface TunnelOptions {
  readonly proxy: URL
  readonly target: URL
  readonly stallMs: number
  readonly signal: AbortSignal
}

/** Asks the proxy for a plain connection to the target; what travels through it is encrypted end to end. */
export function openTunnel({ proxy, target, stallMs, signal }: TunnelOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const authority = `${target.hostname}:${target.port === '' ? '443' : target.port}`
    const asking = request({
      host: proxy.hostname,
      port: proxy.port === '' ? 80 : Number(proxy.port),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      timeout: stallMs,
      agent: false,
      signal,
    })
    asking.on('connect', (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket)
        return
      }
      socket.destroy()
      reject(new EgressFault('no-connection', `proxy answered ${response.statusCode ?? 0}`))
    })
    asking.on('timeout', () => asking.destroy(new EgressFault('stalled', 'proxy')))
    asking.on('error', (error) => {
      reject(signal.aborted ? new EgressFault('aborted', 'proxy') : egressFaultFrom(error, 'proxy'))
    })
    asking.end()
  })
}

function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
