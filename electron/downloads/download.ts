import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DownloadErrorCode, DownloadProgress } from '../../shared/model/download.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Egress } from '../egress/egress.ts'
import type { Log } from '../log.ts'
import { firstByteOf, strongEtag } from './answer.ts'
import { DownloadFault, downloadFaultFrom, Stopped, throwIfStopped } from './download-fault.ts'
import { problemOf } from './download-problem.ts'
import { sha256Of } from './file-digest.ts'
import {
  discardPart,
  type DownloadTarget,
  type OpenPartHandle,
  type Part,
  partPath,
  readPart,
  syncFile,
} from './part-file.ts'
import { PartWriter } from './part-writer.ts'
import { ProgressMeter } from './progress-meter.ts'
import { publish } from './publish.ts'
import { retryDelayMs, type RetryLimits } from './retry-delay.ts'
import { acquireWriterLock } from './writer-lock.ts'

/** What a download needs of the world around it. */
export interface DownloadSurroundings {
  readonly egress: Pick<Egress, 'get'>
  readonly openPart: OpenPartHandle
  /** Gives a file a second name. */
  readonly link: (existing: string, path: string) => Promise<void>
  readonly freeBytes: (folder: string) => Promise<number>
  readonly now: () => number
  /** Rejects with `Stopped` when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface DownloadLimits extends RetryLimits {
  /** Longest silence on the connection. */
  readonly stallMs: number
  /** Tries in a row that bring nothing new. */
  readonly attempts: number
  /** What a try must add, at the least, to count as having brought something. */
  readonly progressBytes: number
  /** What stays free on the disk, for everything else that has to be saved. */
  readonly reserveBytes: number
  /** How often the free space is looked at again, in bytes received. */
  readonly spaceCheckBytes: number
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  stallMs: 30_000,
  attempts: 6,
  progressBytes: 1_000_000,
  firstDelayMs: 1000,
  longestDelayMs: 30_000,
  longestRetryAfterMs: 120_000,
  reserveBytes: 500_000_000,
  spaceCheckBytes: 64_000_000,
}

export type DownloadPhase = 'downloading' | 'verifying'

export interface DownloadJob {
  readonly target: DownloadTarget
  readonly surroundings: DownloadSurroundings
  readonly limits: DownloadLimits
  readonly signal: AbortSignal
  readonly report: (phase: DownloadPhase, progress: DownloadProgress) => void
  readonly log: Log
}

/** `stopped`: the signal aborted; what was received is kept. */
export type DownloadEnd = 'published' | 'stopped'

/**
 * Fetches one file of the catalogue into place. It goes on from an earlier `.part`, tries again as long as that helps,
 * and gives the final name to nothing but the file with the right checksum.
 */
export async function download(job: DownloadJob): Promise<Result<DownloadEnd, DownloadErrorCode>> {
  return asResult(job.target, async () => {
    const digest = await receiveAll(job)
    await verify(job, digest)
    await syncFile(partPath(job.target.path))
    await publish(partPath(job.target.path), job)
  })
}

/** Runs work that ends in a published file, as its only writer, and turns faults into declared codes. */
export async function asResult(
  target: DownloadTarget,
  work: () => Promise<void>,
): Promise<Result<DownloadEnd, DownloadErrorCode>> {
  try {
    await mkdir(dirname(target.path), { recursive: true })
    const lock = await acquireWriterLock(`${target.path}.lock`)
    if (lock === null) throw new DownloadFault('busy')
    try {
      await work()
    } finally {
      await lock.release()
    }
    return ok('published')
  } catch (error) {
    const fault = downloadFaultFrom(error)
    if (fault === null) throw error
    if (fault instanceof Stopped) return ok('stopped')
    const { code, message } = problemOf(fault, target.name)
    return err(code, message)
  }
}

/** Tries until all bytes are here. Gives their checksum where one try wrote them all, else null. */
async function receiveAll(job: DownloadJob): Promise<string | null> {
  const { target, limits, signal, surroundings } = job
  let failures = 0
  let best = 0
  for (;;) {
    throwIfStopped(signal)
    const part = await readPart(target)
    if (part.have === target.sizeBytes) return null
    // Counted by the furthest byte ever reached: a server that makes us start over and over must not keep us for ever.
    if (part.have >= best + limits.progressBytes) failures = 0
    best = Math.max(best, part.have)
    try {
      return await receive(job, part)
    } catch (error) {
      const fault = downloadFaultFrom(error)
      if (!(fault instanceof DownloadFault)) throw error
      if (fault.nature.discard === true) await discardPart(target.path)
      failures += 1
      if (fault.nature.retry !== true || failures >= limits.attempts) throw fault
      await surroundings.wait(retryDelayMs(failures, fault.nature.retryAfterMs, limits), signal)
    }
  }
}

/** One request, and its body to the disk. */
async function receive(job: DownloadJob, part: Part): Promise<string | null> {
  const { target, limits, signal, surroundings } = job
  await ensureSpace(job, part.have)
  const response = await surroundings.egress.get({
    url: target.url,
    purpose: `Download of ${target.name}`,
    ...(part.have === 0 ? {} : { fromByte: part.have }),
    ...(part.etag === null ? {} : { ifRange: part.etag }),
    stallMs: limits.stallMs,
    signal,
  })
  try {
    const from = firstByteOf(response, { sizeBytes: target.sizeBytes, ...part }, surroundings.now())
    const etag = strongEtag(response.headers)
    const writer = await PartWriter.open({ target, from, etag, open: surroundings.openPart })
    try {
      await writeBody(job, response.body, writer)
    } finally {
      await writer.close()
    }
    if (writer.position < target.sizeBytes) throw new DownloadFault('incomplete', { retry: true })
    return writer.digest()
  } finally {
    response.close()
  }
}

async function writeBody(job: DownloadJob, body: AsyncIterable<Uint8Array>, writer: PartWriter): Promise<void> {
  const { limits, signal } = job
  const meter = meterFor(job, 'downloading', writer.position)
  let nextSpaceCheck = writer.position + limits.spaceCheckBytes
  for await (const chunk of body) {
    throwIfStopped(signal)
    await writer.write(chunk)
    meter.reached(writer.position)
    if (writer.position >= nextSpaceCheck) {
      nextSpaceCheck = writer.position + limits.spaceCheckBytes
      await ensureSpace(job, writer.position)
    }
  }
}

/** Throws `no-space` where the rest of the target, and what has to stay free, are more than there is. */
export async function ensureSpace(
  { target, limits, surroundings }: Pick<DownloadJob, 'target' | 'limits' | 'surroundings'>,
  have: number,
): Promise<void> {
  const free = await surroundings.freeBytes(dirname(target.path))
  const missing = target.sizeBytes - have + limits.reserveBytes - free
  if (missing > 0) throw new DownloadFault('no-space', { neededBytes: missing })
}

async function verify(job: DownloadJob, digest: string | null): Promise<void> {
  const { target, signal } = job
  const meter = meterFor(job, 'verifying', digest === null ? 0 : target.sizeBytes)
  const found = digest ?? (await sha256Of(partPath(target.path), { signal, onBytes: (bytes) => meter.reached(bytes) }))
  if (found === target.sha256) return
  await discardPart(target.path)
  throw new DownloadFault('hash-mismatch')
}

export function meterFor(
  { target, surroundings, report }: Pick<DownloadJob, 'target' | 'surroundings' | 'report'>,
  phase: DownloadPhase,
  receivedBytes: number,
): ProgressMeter {
  return new ProgressMeter({
    totalBytes: target.sizeBytes,
    receivedBytes,
    now: surroundings.now,
    report: (progress) => report(phase, progress),
  })
}
