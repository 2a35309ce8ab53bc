import { describe, expect, it } from 'vitest'
import { type Speeds, WorkMeter } from '../../../electron/summary/work-meter.ts'

const UNKNOWN = () => ({ promptTokensPerSecond: null, tokensPerSecond: null })
const task = () => ({ promptTokens: 800, replyTokens: 200 })

describe('The meter of the work', () => {
  it('counts what is read and written of a call, and never backwards', () => {
    const meter = new WorkMeter()
    const one = task()
    meter.plan([one, task()])
    expect(meter.tokens).toEqual({ total: 2000, done: 0 })
    meter.update(one, 0.5, 0)
    expect(meter.tokens.done).toBe(400)
    meter.update(one, 1, 400)
    expect(meter.tokens.done).toBe(900)
    meter.update(one, 0, 0)
    expect(meter.tokens.done).toBe(900)
    meter.finish(one, false)
    expect(meter.tokens.done).toBe(1000)
  })

  it('knows nothing of the time before anything was done, unless the engine was measured before', () => {
    const meter = new WorkMeter()
    const one = task()
    meter.plan([one])
    meter.start(0, UNKNOWN)
    expect(meter.secondsLeft(1)).toBeNull()
    const other = new WorkMeter()
    other.plan([one])
    other.start(0, () => ({ promptTokensPerSecond: 80, tokensPerSecond: 10 }))
    other.update(one, 0, 0)
    expect(other.secondsLeft(0)).toBeCloseTo(30)
  })

  it('tells the time by what is read of the first call, and by the speeds of the engine as soon as it has some', () => {
    let speeds: Speeds = UNKNOWN()
    const meter = new WorkMeter()
    const [one, other] = [task(), task()]
    meter.plan([one, other])
    meter.start(0, () => speeds)
    meter.update(one, 0.25, 0)
    expect(meter.secondsLeft(0.5)).toBeNull()
    // 200 tokens in two seconds: each call reads 800, and writes 200 that take as long as 1,200 read ones.
    expect(meter.secondsLeft(2)).toBeCloseTo(36)
    speeds = { promptTokensPerSecond: 1000, tokensPerSecond: 1000 }
    expect(meter.secondsLeft(1000)).toBeLessThan(2)
  })

  it('tells the rest by the speed so far, not by what was done before', () => {
    const meter = new WorkMeter()
    const tasks = [task(), task(), task(), task()]
    const [before, first] = tasks
    meter.plan(tasks)
    meter.start(0, UNKNOWN)
    if (before !== undefined) meter.finish(before, true)
    expect(meter.secondsLeft(1)).toBeNull()
    if (first !== undefined) meter.finish(first, false)
    expect(meter.secondsLeft(50)).toBeCloseTo(100)
  })

  it('follows a sudden change slowly', () => {
    const meter = new WorkMeter()
    const tasks = Array.from({ length: 10 }, task)
    meter.plan(tasks)
    meter.start(0, UNKNOWN)
    const shown: number[] = []
    tasks.slice(0, 5).forEach((each, index) => {
      meter.finish(each, false)
      // The fifth takes ten times as long.
      shown.push(meter.secondsLeft(index < 4 ? (index + 1) * 10 : 140) ?? 0)
    })
    expect(shown.slice(0, 4).map(Math.round)).toEqual([90, 80, 70, 60])
    expect(shown[4]).toBeLessThan(140)
  })

  it('says that little is left when it is, whatever was expected, and nothing at the end', () => {
    const meter = new WorkMeter()
    const one = task()
    meter.plan([one])
    meter.start(0, () => ({ promptTokensPerSecond: 80, tokensPerSecond: 10 }))
    meter.update(one, 0, 0)
    expect(meter.secondsLeft(0)).toBeCloseTo(30)
    meter.update(one, 1, 780)
    expect(meter.secondsLeft(1)).toBeLessThan(1)
    meter.finish(one, false)
    expect(meter.secondsLeft(1)).toBe(0)
  })

  it('drops what turned out to be needless', () => {
    const meter = new WorkMeter()
    const [one, other] = [task(), task()]
    meter.plan([one, other])
    meter.finish(one, false)
    meter.drop([other])
    expect(meter.tokens).toEqual({ total: 1000, done: 1000 })
  })
})
