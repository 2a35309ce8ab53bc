import { errorCode } from '../error-code.ts'

/**
 * How a connection can end.
 *   no-connection          the host could not be reached: no network, no such name, refused
 *   connection-lost        broken off in the middle
 *   stalled                nothing came for too long
 *   untrusted-certificate  somebody in between answers in the host's place, or the clock is wrong
 *   refused-address        not on the list of hosts that Agate talks to
 *   too-many-redirects, bad-redirect   the host sends us in circles or nowhere
 *   aborted                our own doing
 */
export type EgressFaultCode =
  | 'no-connection'
  | 'connection-lost'
  | 'stalled'
  | 'untrusted-certificate'
  | 'refused-address'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'aborted'

/** Thrown by the egress module, also while a body is read. Its message names no more than a host. */
export class EgressFault extends Error {
  readonly code: EgressFaultCode

  constructor(code: EgressFaultCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options)
    this.name = 'EgressFault'
    this.code = code
  }
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
])
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/u

/** What Node's error means to the person at the keyboard. */
export function egressFaultFrom(error: unknown, host: string): EgressFault {
  if (error instanceof EgressFault) return error
  const code = errorCode(error)
  const name = typeof code === 'string' ? code : 'unknown'
  const detail = `${host} (${name})`
  if (UNREACHABLE.has(name)) return new EgressFault('no-connection', detail, { cause: error })
  if (UNTRUSTED.test(name)) return new EgressFault('untrusted-certificate', detail, { cause: error })
  return new EgressFault('connection-lost', detail, { cause: error })
}
