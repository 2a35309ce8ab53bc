import { fileStamp, tryNoteChecked } from './checked-note.ts'
import { type DownloadJob, meterFor } from './download.ts'
import { sha256Of } from './file-digest.ts'

type CheckJob = Pick<DownloadJob, 'target' | 'surroundings' | 'report' | 'signal' | 'log'>

/** The checksum of a whole file that lies at `path`, with progress, and noted beside it; null where it changed meanwhile. */
export async function checkFile(path: string, job: CheckJob): Promise<string | null> {
  const stamp = await fileStamp(path)
  const meter = meterFor(job, 'verifying', 0)
  const digest = await sha256Of(path, { signal: job.signal, onBytes: (bytes) => meter.reached(bytes) })
  if ((await fileStamp(path)) !== stamp) return null
  await tryNoteChecked(path, digest, job.log, stamp)
  return digest
}
