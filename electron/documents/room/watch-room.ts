import type { DocumentErrorCode } from '../../../shared/model/document.ts'
import type { RoomLimits } from './limits.ts'
import { FromRoom } from './protocol.ts'
import type { RoomLog, RoomProcess } from './room-process.ts'

export interface RoomFailure {
  readonly type: 'failed'
  readonly code: DocumentErrorCode
  readonly detail: string
}

export interface WatchOptions<End> {
  readonly spawn: () => RoomProcess
  readonly limits: RoomLimits
  readonly log: RoomLog
  readonly signal: AbortSignal
  /** What the process says, except that it failed. Returns how it ended, or null while it goes on. */
  readonly onMessage: (message: Exclude<FromRoom, { type: 'failed' }>, process: RoomProcess) => End | null
}

const CANCELLED: RoomFailure = { type: 'failed', code: 'cancelled', detail: 'cancelled' }

/** Watches a process until it has done its work, and sees to it that it is gone afterwards, whatever it did. */
export async function watchRoom<End>(options: WatchOptions<End>): Promise<End | RoomFailure> {
  if (options.signal.aborted) return CANCELLED
  const process = options.spawn()
  const exited = new Promise<void>((resolve) => process.onExit(() => resolve()))
  const end = await watchedEnd(process, options)
  process.kill()
  await exited
  return end
}

function watchedEnd<End>(process: RoomProcess, { limits, log, signal, onMessage }: WatchOptions<End>) {
  return new Promise<End | RoomFailure>((resolve) => {
    let idleMs = 0
    let totalMs = 0
    let ended = false
    const finish = (end: End | RoomFailure) => {
      ended = true
      clearInterval(looking)
      signal.removeEventListener('abort', cancel)
      resolve(end)
    }
    const fail = (code: DocumentErrorCode, detail: string) => {
      // The process is ended afterwards, which is no failure.
      if (ended) return
      log('warn', `A document is not read (${code}): ${detail}`)
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
      if (message.type === 'failed') {
        fail(message.code, message.detail)
        return
      }
      const end = onMessage(message, process)
      if (end !== null) finish(end)
    })
  })
}
