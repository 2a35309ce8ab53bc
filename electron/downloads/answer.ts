import type { EgressResponse } from '../egress/egress.ts'
import { DownloadFault } from './download-fault.ts'
import { retryAfterMs } from './retry-delay.ts'

export interface Expected {
  readonly sizeBytes: number
  /** Bytes that are here already; the request asked for those after them. */
  readonly have: number
  /** The ETag that they came with. */
  readonly etag: string | null
}

type Answer = Pick<EgressResponse, 'status' | 'headers' | 'redirected'>
type Headers = EgressResponse['headers']

/** Where in the file the body of this answer begins. Throws a `DownloadFault` when it is not what was asked for. */
export function firstByteOf(answer: Answer, expected: Expected, now: number): number {
  const { status, headers } = answer
  const encoding = headers['content-encoding'] ?? 'identity'
  if (status === 200 || status === 206) {
    // Before anything is given up for it: what a network's sign-in page interrupts can go on afterwards.
    if (headers['content-type']?.startsWith('text/html') === true) throw new DownloadFault('not-a-model')
    if (encoding !== 'identity') throw new DownloadFault('unexpected-answer')
    return status === 200 ? startOfWhole(headers, expected) : startOfRange(headers, expected)
  }
  throw refusal(answer, now)
}

function startOfWhole(headers: Headers, { sizeBytes }: Expected): number {
  const length = headers['content-length']
  if (length !== undefined && Number(length) !== sizeBytes) throw new DownloadFault('size-mismatch')
  return 0
}

function startOfRange(headers: Headers, { sizeBytes, have, etag }: Expected): number {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/u.exec(headers['content-range'] ?? '')
  const anotherFile = etag !== null && headers.etag !== undefined && headers.etag !== etag
  if (range === null || Number(range[1]) !== have || anotherFile) {
    throw new DownloadFault('unexpected-answer', { retry: true, discard: true })
  }
  if (range[3] !== '*' && Number(range[3]) !== sizeBytes) throw new DownloadFault('size-mismatch')
  return have
}

function refusal({ status, headers, redirected }: Answer, now: number): DownloadFault {
  if (status === 416) return new DownloadFault('unexpected-answer', { retry: true, discard: true })
  // A redirect leads to a signed address that expires: the next try asks the origin for a new one.
  if (status === 401 || status === 403) return new DownloadFault('access-denied', { retry: redirected })
  if (status === 404 || status === 410) return new DownloadFault('missing-at-source')
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const wait = retryAfterMs(headers['retry-after'], now)
    return new DownloadFault('server-busy', { retry: true, ...(wait === undefined ? {} : { retryAfterMs: wait }) })
  }
  return new DownloadFault('unexpected-answer')
}

/** The ETag to ask with the next time; a weak one does not promise the same bytes. */
export function strongEtag({ etag }: Headers): string | null {
  return etag === undefined || etag.startsWith('W/') ? null : etag
}
