import type { DownloadProgress, ModelDownload } from '../../shared/model/download.ts'
import { sizeInWords } from '../downloads/byte-size.ts'
import type { CommandSink } from './command.ts'

const MINUTE = 60
const HOUR = 3600

/** Progress of one download for a terminal: a line for each tenth, so that a log stays readable. */
export function downloadNotes(id: string, sink: CommandSink): (download: ModelDownload) => void {
  let last = ''
  return ({ id: changed, state, progress }) => {
    if (changed !== id || progress === null) return
    const doing = state === 'verifying' ? 'Checking' : 'Downloading'
    const tenth = `${doing}: ${Math.floor((progress.receivedBytes / progress.totalBytes) * 10) * 10} %`
    if (tenth !== last) sink.note(tenth + pace(progress))
    last = tenth
  }
}

function pace({ bytesPerSecond, etaSeconds }: DownloadProgress): string {
  if (bytesPerSecond === null || etaSeconds === null || etaSeconds === 0) return ''
  return `, ${sizeInWords(bytesPerSecond)}/s, ${timeInWords(etaSeconds)} left`
}

function timeInWords(seconds: number): string {
  if (seconds < MINUTE) return `${Math.ceil(seconds)} s`
  if (seconds < HOUR) return `${Math.ceil(seconds / MINUTE)} min`
  return `${(seconds / HOUR).toFixed(1)} h`
}
