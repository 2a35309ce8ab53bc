import { describe, expect, it } from 'vitest'
import { type Sample, ThreadPacer } from '../../../electron/engine/process/thread-pacer.ts'

/** Samples taken one after the other, each so many milliseconds ago. */
function pacerWith(samples: readonly (Omit<Sample, 'at'> & { readonly ago: number })[]) {
  const threads: number[] = []
  const left = samples.map(({ ago, ...sample }) => ({ at: performance.now() - ago, ...sample }))
  const pacer = new ThreadPacer(2, (count) => threads.push(count), {
    cores: 2,
    take: () => left.shift() ?? { at: performance.now(), everybody: 0, own: 0 },
  })
  return { pacer, threads }
}

describe('The number of threads', () => {
  it('falls while others need a core', () => {
    const { pacer, threads } = pacerWith([
      { ago: 1000, everybody: 0, own: 0 },
      { ago: 0, everybody: 2000, own: 1000 },
    ])
    pacer.adjust()
    expect(threads).toEqual([1])
  })

  it('does not fall for what others did before the work began', () => {
    const { pacer, threads } = pacerWith([
      { ago: 5000, everybody: 0, own: 0 },
      { ago: 500, everybody: 9000, own: 0 },
      { ago: 0, everybody: 10_000, own: 1000 },
    ])
    pacer.begin()
    pacer.adjust()
    expect(threads).toEqual([2])
  })
})
