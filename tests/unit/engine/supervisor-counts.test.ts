import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MODEL_A, SupervisedEngine } from '../../support/supervised-engine.ts'

const never = new AbortController().signal

let supervised: SupervisedEngine

beforeEach(() => {
  vi.useFakeTimers()
  supervised = new SupervisedEngine()
})

afterEach(async () => {
  await supervised.close()
  vi.useRealTimers()
})

function asked({ received }: { received: readonly { type: string; id?: number; texts?: string[] }[] }) {
  return received.filter(({ type }) => type === 'count')
}

describe('Counting tokens', () => {
  it('waits for the model to be loaded', async () => {
    const counting = supervised.engine.countTokens(['a', 'b'], never)
    expect(await counting).toBeNull()
    supervised.engine.useModel(MODEL_A)
    const later = supervised.engine.countTokens(['a', 'b'], never)
    const process = await supervised.current()
    expect(asked(process)).toEqual([])
    process.becomeReady()
    const [{ id = 0, texts } = {}] = asked(process)
    expect(texts).toEqual(['a', 'b'])
    process.say({ type: 'counted', id, counts: [1, 2] })
    expect(await later).toEqual([1, 2])
  })

  it('goes to the next process when one dies, and to no third', async () => {
    const process = await supervised.ready()
    const counting = supervised.engine.countTokens(['a'], never)
    await vi.advanceTimersByTimeAsync(0)
    process.exit(6)
    await vi.advanceTimersByTimeAsync(100)
    const next = await supervised.current()
    next.becomeReady()
    expect(asked(next)).toHaveLength(1)
    next.exit(6)
    expect(await counting).toBeNull()
  })

  it('tells the process to stop when nobody wants the number any more', async () => {
    const process = await supervised.ready()
    const stop = new AbortController()
    const counting = supervised.engine.countTokens(['a'], stop.signal)
    stop.abort()
    expect(await counting).toBeNull()
    expect(process.received.at(-1)).toEqual({ type: 'stop', id: asked(process)[0]?.id })
  })

  it('sends a long document in messages of a bounded size', async () => {
    const process = await supervised.ready()
    const counting = supervised.engine.countTokens(
      Array.from({ length: 5 }, () => 'x'.repeat(100_000)),
      never,
    )
    const sizes: number[] = []
    for (let batch = 0; batch < 3; batch += 1) {
      await vi.advanceTimersByTimeAsync(0)
      const { id = 0, texts = [] } = asked(process).at(-1) ?? {}
      sizes.push(texts.length)
      process.say({ type: 'counted', id, counts: texts.map(() => 7) })
    }
    expect(sizes).toEqual([2, 2, 1])
    expect(await counting).toEqual([7, 7, 7, 7, 7])
  })

  it('ends without a number when Agate closes', async () => {
    await supervised.ready()
    const counting = supervised.engine.countTokens(['a'], never)
    await supervised.close()
    expect(await counting).toBeNull()
  })
})
