import { describe, expect, it } from 'vitest'
import { CrashRecord } from '../../../electron/engine/crash-record.ts'
import { DEFAULT_LIMITS } from '../../../electron/engine/limits.ts'

describe('CrashRecord', () => {
  it('waits longer before each restart in a row', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    const pauses = [1, 2, 3, 4, 5].map(() => record.crashed('generate'))
    expect(pauses).toEqual([0, 1000, 4000, 15_000, 15_000])
  })

  it('gives up after three crashes in a row that no question caused', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    expect([record.crashed('load'), record.crashed('idle'), record.crashed('load')]).toEqual([0, 1000, null])
  })

  it('never gives up because of questions', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    expect([record.crashed('load'), record.crashed('load'), record.crashed('generate')]).toEqual([0, 1000, 4000])
    expect(record.crashed('load')).toBe(15_000)
  })

  it('starts over after a reply', () => {
    const record = new CrashRecord(DEFAULT_LIMITS)
    record.crashed('load')
    record.crashed('load')
    record.worked()
    expect([record.crashed('load'), record.crashed('load'), record.crashed('load')]).toEqual([0, 1000, null])
  })
})
