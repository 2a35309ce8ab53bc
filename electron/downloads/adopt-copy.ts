import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, realpath, rm } from 'node:fs/promises'
import type { DownloadErrorCode } from '../../shared/model/download.ts'
import type { Result } from '../../shared/result.ts'
import { errorCode } from '../error-code.ts'
import { asResult, type DownloadEnd, type DownloadJob, ensureSpace, meterFor } from './download.ts'
import { DownloadFault, throwIfStopped } from './download-fault.ts'
import { PIECE_BYTES, sha256Of } from './file-digest.ts'
import { isMissing, sizeOf } from './part-file.ts'
import { publish } from './publish.ts'

/** What the name of a copy ends in until it is checked and whole. */
export const ADOPTED = '.adopted'

export interface AdoptionJob extends DownloadJob {
  /** The other program's file. It is read, and linked to, but never written. */
  readonly from: string
}

/**
 * Puts a copy that another program has into place, after the same check as a download: a second name for the same
 * file where both lie on one file system, which costs no room, else a copy.
 */
export async function adoptCopy(job: AdoptionJob): Promise<Result<DownloadEnd, DownloadErrorCode>> {
  const { target } = job
  return asResult(target, async () => {
    const source = await sourceOf(job)
    // Not the `.part`, into which a later download would write: that would be the other program's own file.
    const adopted = `${target.path}${ADOPTED}`
    await rm(adopted, { force: true })
    try {
      const digest = (await tryLink(job, source, adopted))
        ? await digestOf(job, adopted)
        : await copy(job, source, adopted)
      if (digest !== target.sha256) throw new DownloadFault('copy-differs')
      await publish(adopted, job)
    } finally {
      await rm(adopted, { force: true })
    }
  })
}

/** The file itself: caches hand out symbolic links, and a link to one of those breaks when the cache is tidied. */
async function sourceOf({ from, target }: AdoptionJob): Promise<string> {
  let source: string
  try {
    source = await realpath(from)
  } catch (error) {
    throw isMissing(error) ? new DownloadFault('source-missing', { cause: error }) : error
  }
  const size = await sizeOf(source)
  if (size === null) throw new DownloadFault('source-missing')
  if (size !== target.sizeBytes) throw new DownloadFault('copy-differs')
  return source
}

/** Another file system, one without hard links, or a file of somebody else: all are good reasons to copy. */
const NO_LINK = new Set(['EXDEV', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

async function tryLink({ surroundings }: AdoptionJob, source: string, path: string): Promise<boolean> {
  try {
    await surroundings.link(source, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (typeof code === 'string' && NO_LINK.has(code)) return false
    throw error
  }
}

async function digestOf(job: AdoptionJob, path: string): Promise<string> {
  const meter = meterFor(job, 'verifying', 0)
  return sha256Of(path, { signal: job.signal, onBytes: (bytes) => meter.reached(bytes) })
}

async function copy(job: AdoptionJob, source: string, path: string): Promise<string> {
  await ensureSpace(job, 0)
  const meter = meterFor(job, 'downloading', 0)
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx')
  try {
    for await (const piece of createReadStream(source, { highWaterMark: PIECE_BYTES })) {
      throwIfStopped(job.signal)
      if (!(piece instanceof Uint8Array)) throw new TypeError('A stream without encoding gives bytes.')
      hash.update(piece)
      await file.writeFile(piece)
      bytes += piece.byteLength
      meter.reached(bytes)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}
