import { describe, expect, it } from 'vitest'
import { chooseThreads, describeProcessor, roomForThreads } from '../../../electron/engine/process/threads.ts'

describe('chooseThreads', () => {
  it.each([
    [1, 1, 1],
    [2, 2, 2],
    [2, 4, 2],
    [4, 2, 2],
    [4, 4, 3],
    [6, 12, 5],
    [32, 64, 8],
    [0, 4, 1],
  ])('takes for %i physical and %i available cores %i', (physical, available, threads) => {
    expect(chooseThreads({ physical, available })).toBe(threads)
  })

  it('is told in words', () => {
    expect(describeProcessor(1)).toBe('Processor, 1 thread')
    expect(describeProcessor(2)).toBe('Processor, 2 threads')
  })
})

describe('roomForThreads', () => {
  it.each([
    ['all when nobody else computes', 2, 2, 0, 2],
    ['all beside a little activity', 2, 2, 0.3, 2],
    ['one fewer when another program gets most of a core', 2, 2, 0.6, 1],
    ['at least one on a machine that is overloaded', 2, 2, 2, 1],
    ['as many as there is room for', 7, 8, 3.5, 4],
    ['never more than were chosen', 3, 16, 0, 3],
  ])('gives %s', (_what, most, cores, busy, threads) => {
    expect(roomForThreads(most, cores, busy)).toBe(threads)
  })
})
