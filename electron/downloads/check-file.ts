import { fileStamp, noteChecked } from './checked-note.ts'
import { type DownloadJob, meterFor } from './download.ts'
import { sha256Of } from './file-digest.ts'

type CheckJob = Pick<DownloadJob, 'target' | 'surroundings' | 'report' | 'signal'>

/** The checksum of a whole file that lies at `path`, with progress, and noted beside it. */
export async function checkFile(path: string, job: CheckJob): Promise<string> {
  const stamp = await fileStamp(path)
  const meter = meterFor(job, 'verifying', 0)
  const digest = await sha256Of(path, { signal: job.signal, onBytes: (bytes) => meter.reached(bytes) })
  await noteChecked(path, digest, stamp)
  return digest
}
