import { describe, expect, it } from 'vitest'
import { sizeInWords } from '../../../electron/downloads/byte-size.ts'
import { ProgressMeter } from '../../../electron/downloads/progress-meter.ts'
import { retryAfterMs, retryDelayMs } from '../../../electron/downloads/retry-delay.ts'
import type { DownloadProgress } from '../../../shared/model/download.ts'

const limits = { firstDelayMs: 1000, longestDelayMs: 30_000, longestRetryAfterMs: 120_000 }

describe('the wait before another try', () => {
  it('doubles up to a limit', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((failures) => retryDelayMs(failures, undefined, limits))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ])
  })

  it('is what the server asks for, up to a limit', () => {
    expect(retryDelayMs(5, 0, limits)).toBe(0)
    expect(retryDelayMs(1, 5000, limits)).toBe(5000)
    expect(retryDelayMs(1, 9_999_000, limits)).toBe(120_000)
  })

  it('reads seconds and dates', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(retryAfterMs('7', now)).toBe(7000)
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
    expect(retryAfterMs('Thu, 01 Jan 2015 00:00:30 GMT', now)).toBe(0)
    expect(retryAfterMs('soon', now)).toBeUndefined()
    expect(retryAfterMs(undefined, now)).toBeUndefined()
  })
})

describe('ProgressMeter', () => {
  function meter() {
    const clock = { at: 0 }
    const reports: DownloadProgress[] = []
    const options = { totalBytes: 10_000, receivedBytes: 0, now: () => clock.at }
    return { clock, reports, meter: new ProgressMeter({ ...options, report: (progress) => reports.push(progress) }) }
  }

  it('reports at most ten times a second, and always the end', () => {
    const { clock, reports, meter: progress } = meter()
    for (clock.at = 1; clock.at <= 1000; clock.at += 1) progress.reached(clock.at * 9)
    progress.reached(10_000)
    expect(reports.length).toBeLessThanOrEqual(12)
    expect(reports.length).toBeGreaterThan(9)
    expect(reports.at(-1)?.receivedBytes).toBe(10_000)
  })

  it('tells the speed of the last seconds, and what is left at that speed', () => {
    const { clock, reports, meter: progress } = meter()
    for (clock.at = 1000; clock.at <= 10_000; clock.at += 1000) progress.reached(clock.at / 10)
    expect(reports.at(-1)).toEqual({ receivedBytes: 1000, totalBytes: 10_000, bytesPerSecond: 100, etaSeconds: 90 })
    for (; clock.at <= 16_000; clock.at += 1000) progress.reached(1000 + (clock.at - 10_000) / 2)
    expect(reports.at(-1)?.bytesPerSecond).toBe(500)
  })

  it('tells no speed before it knows one', () => {
    expect(meter().reports).toEqual([{ receivedBytes: 0, totalBytes: 10_000, bytesPerSecond: null, etaSeconds: null }])
  })
})

describe('a size in words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [999_999, '1.0 MB'],
    [98_362_432, '98.4 MB'],
    [291_545_600, '292 MB'],
    [1_708_582_752, '1.7 GB'],
    [2e12, '2.0 TB'],
  ])('of %i is %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words))
})
