import { EgressFault } from '../egress/egress-fault.ts'
import type { DownloadErrorCode } from '../../shared/model/download.ts'
import { errorCode } from '../error-code.ts'

export interface FaultNature {
  /** Another try may do better. */
  readonly retry?: boolean
  /** What was received so far is of no use, and has to go. */
  readonly discard?: boolean
  /** How long the server asked us to wait. */
  readonly retryAfterMs?: number
  /** Bytes that the disk must have free, for the sentence. */
  readonly neededBytes?: number
  readonly cause?: unknown
}

/** Thrown within the downloads; becomes a declared code and a sentence where they end. */
export class DownloadFault extends Error {
  readonly code: DownloadErrorCode
  readonly nature: FaultNature

  constructor(code: DownloadErrorCode, nature: FaultNature = {}) {
    super(code, nature.cause === undefined ? {} : { cause: nature.cause })
    this.name = 'DownloadFault'
    this.code = code
    this.nature = nature
  }
}

/** Somebody stopped the work: no fault at all, but it leaves by the same door. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
    this.name = 'Stopped'
  }
}

export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped()
}

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT'])

/** An error of the network or the disk as a fault; anything else is a mistake of ours and is not caught here. */
export function downloadFaultFrom(error: unknown): DownloadFault | Stopped | null {
  if (error instanceof DownloadFault || error instanceof Stopped) return error
  if (error instanceof EgressFault) return faultOfEgress(error)
  const code = errorCode(error)
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/u.test(code)) return null
  if (NO_SPACE.has(code)) return new DownloadFault('no-space', { cause: error })
  // What FAT32 says at its limit of 4 GiB.
  if (code === 'EFBIG') return new DownloadFault('file-too-large', { cause: error })
  return new DownloadFault('disk-error', { cause: error })
}

function faultOfEgress(fault: EgressFault): DownloadFault | Stopped {
  switch (fault.code) {
    case 'aborted':
      return new Stopped()
    case 'no-connection':
    case 'connection-lost':
    case 'stalled':
      return new DownloadFault(fault.code, { retry: true, cause: fault })
    case 'untrusted-certificate':
    case 'refused-address':
    case 'too-many-redirects':
      return new DownloadFault(fault.code, { cause: fault })
    case 'bad-redirect':
      return new DownloadFault('unexpected-answer', { cause: fault })
  }
}
