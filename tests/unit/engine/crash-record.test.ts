import { describe, expect, it } from 'vitest'
import { CrashRecord } from '../../../electron/engine/crash-record.ts'
import { DEFAULT_LIMITS } from '../../../electron/engine/limits.ts'

describe('CrashRecord', () => {
  it('waits longer before each restart in a row', () => {
    const record = new CrashRecord({ ...DEFAULT_LIMITS, restartDelaysMs: [0, 1000, 4000], crashesMax: 10 })
    const pauses = [1, 2, 3, 4].map(() => record.crashed())
    expect(pauses).toEqual([0, 1000, 4000, 4000])
  })

  it('gives up after three crashes in a row', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    expect([record.crashed(), record.crashed(), record.crashed()]).toEqual([0, 1000, null])
  })

  it('starts over after a reply', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    record.crashed()
    record.crashed()
    record.worked()
    expect([record.crashed(), record.crashed(), record.crashed()]).toEqual([0, 1000, null])
  })
})
