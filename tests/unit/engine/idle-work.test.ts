import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdleWork } from '../../../electron/engine/ladder/idle-work.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'

const AFTER_MS = 20_000
const LATER_MS = 60_000

let engine: ScriptedEngine
let failures: unknown[]

beforeEach(() => {
  vi.useFakeTimers()
  engine = new ScriptedEngine()
  failures = []
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

function idleWork(work: (signal: AbortSignal) => Promise<boolean>): IdleWork {
  const failed = (error: unknown) => void failures.push(error)
  return new IdleWork({ engine, afterMs: AFTER_MS, laterMs: LATER_MS, work, failed })
}

describe('IdleWork, when the work throws', () => {
  const broken = new Error('no process could be started')

  it('tells it once, and does the work again after the next load', async () => {
    const work = vi.fn<(signal: AbortSignal) => Promise<boolean>>()
    work.mockRejectedValueOnce(broken).mockResolvedValue(true)
    const idle = idleWork(work)
    await vi.advanceTimersByTimeAsync(AFTER_MS + LATER_MS)
    expect({ calls: work.mock.calls.length, failures }).toEqual({ calls: 1, failures: [broken] })
    engine.setStatus({ state: 'starting' })
    engine.setStatus({ state: 'ready' })
    await vi.advanceTimersByTimeAsync(AFTER_MS)
    expect({ calls: work.mock.calls.length, failures }).toEqual({ calls: 2, failures: [broken] })
    await idle.close()
  })

  it('does the work again when that is asked', async () => {
    const work = vi.fn<(signal: AbortSignal) => Promise<boolean>>()
    work.mockRejectedValueOnce(broken).mockResolvedValue(true)
    const idle = idleWork(work)
    await vi.advanceTimersByTimeAsync(AFTER_MS)
    idle.again()
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(2)
    await idle.close()
  })

  it('closes all the same, also in the middle of it', async () => {
    const idle = idleWork(
      (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(broken))),
    )
    await vi.advanceTimersByTimeAsync(AFTER_MS)
    await idle.close()
    expect(failures).toEqual([broken])
  })
})
