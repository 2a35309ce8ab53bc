import type { DocumentErrorCode, DocumentText, ReadingProgress } from '../../../shared/model/document.ts'
import type { RoomLimits } from './limits.ts'
import { FromRoom, type ToRoom } from './protocol.ts'
import type { RoomLog, RoomProcess, SpawnRoom } from './room-process.ts'

export type ReadingEnd =
  | { readonly type: 'read'; readonly document: DocumentText }
  | { readonly type: 'failed'; readonly code: DocumentErrorCode; readonly detail: string }

export interface SessionOptions {
  readonly spawn: SpawnRoom
  readonly request: Omit<ToRoom, 'type'>
  readonly limits: RoomLimits
  readonly log: RoomLog
  readonly signal: AbortSignal
  readonly onProgress: (progress: ReadingProgress) => void
}

/** Reads one document in a process of its own, and sees to it that the process is gone afterwards, whatever it did. */
export async function readInRoom(options: SessionOptions): Promise<ReadingEnd> {
  if (options.signal.aborted) return CANCELLED
  const process = options.spawn()
  const exited = new Promise<void>((resolve) => process.onExit(() => resolve()))
  const end = await watchedEnd(process, options)
  process.kill()
  await exited
  return end
}

const CANCELLED: ReadingEnd = { type: 'failed', code: 'cancelled', detail: 'cancelled' }

function watchedEnd(process: RoomProcess, { request, limits, log, signal, onProgress }: SessionOptions) {
  return new Promise<ReadingEnd>((resolve) => {
    let idleMs = 0
    let totalMs = 0
    const finish = (end: ReadingEnd) => {
      clearInterval(looking)
      signal.removeEventListener('abort', cancel)
      resolve(end)
    }
    const fail = (code: DocumentErrorCode, detail: string) => {
      if (code !== 'cancelled') log('warn', `A document is not read (${code}): ${detail}`)
      finish({ type: 'failed', code, detail })
    }
    const cancel = () => finish(CANCELLED)
    // Time is counted in looks, so the hours in which a computer sleeps are one.
    const looking = setInterval(() => {
      idleMs += limits.lookEveryMs
      totalMs += limits.lookEveryMs
      const memory = process.memoryBytes()
      if (memory !== null && memory > limits.memoryBytes) fail('out-of-memory', `${memory} bytes`)
      else if (idleMs > limits.stallMs) fail('stalled', `no page for ${limits.stallMs} ms`)
      else if (totalMs > limits.totalMs) fail('too-slow', `not done after ${limits.totalMs} ms`)
    }, limits.lookEveryMs)
    signal.addEventListener('abort', cancel, { once: true })
    process.onExit((code) => fail('crashed', `the process ended by itself, code ${code}`))
    process.onMessage((raw) => {
      const { success, data: message, error } = FromRoom.safeParse(raw)
      if (!success) {
        fail('crashed', `the process said what it must not: ${error.message}`)
        return
      }
      idleMs = 0
      if (message.type === 'ready') process.post({ type: 'read', ...request })
      else if (message.type === 'progress') onProgress(message.progress)
      else if (message.type === 'failed') fail(message.code, message.detail)
      else finish(message)
    })
  })
}
