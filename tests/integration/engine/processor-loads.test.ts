import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceLadder } from '../../../electron/engine/ladder/device-ladder.ts'
import { PROCESSOR_CHOICE } from '../../../electron/engine/ladder/ladder.ts'
import { rungKey, SMALL_PROCESSOR_RUNG } from '../../../electron/engine/ladder/rungs.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { LadderUnderTest } from '../../support/ladder-under-test.ts'
import { MODEL_A, MODEL_B } from '../../support/supervised-engine.ts'

let test: LadderUnderTest
const model = MODEL_A.path

beforeEach(() => {
  test = new LadderUnderTest()
})

describe('The ladder, when an engine dies that loads a model on the processor', () => {
  /** As the engine process does: a load that dies. */
  function crash(ladder: DeviceLadder): boolean {
    const { rung } = ladder.choose(MODEL_A, 'auto')
    ladder.loading(MODEL_A, rung)
    return ladder.crashed(MODEL_A, rung, 'load')
  }

  /** After two loads with the full context that died. */
  function openCrashed(): DeviceLadder {
    const ladder = test.open()
    expect(crash(ladder)).toBe(false)
    expect(crash(ladder)).toBe(true)
    return ladder
  }

  it('takes the small context after the second time, says so, and does the same at the next start', () => {
    for (const ladder of [openCrashed(), test.open()]) {
      const { rung, smaller, refused } = ladder.choose(MODEL_A, 'auto')
      expect(rung).toEqual(SMALL_PROCESSOR_RUNG)
      expect(smaller).toMatch(/^The context is smaller than it could be: .* “Try again” loads it with the full one/u)
      expect(refused).toBe(false)
      expect(ladder.choose(MODEL_B, 'auto')).toEqual(PROCESSOR_CHOICE)
    }
  })

  it('keeps the small context that could be loaded, and forgets one crash when the next load goes well', () => {
    const ladder = openCrashed()
    ladder.loaded(MODEL_A, SMALL_PROCESSOR_RUNG, true)
    expect(test.open().choose(MODEL_A, 'auto').rung).toEqual(SMALL_PROCESSOR_RUNG)
    ladder.forgive(MODEL_A)
    expect(crash(ladder)).toBe(false)
    ladder.loaded(MODEL_A, PROCESSOR_RUNG, true)
    expect(crash(ladder)).toBe(false)
  })

  it('does not think that a load went well before the model has room for all of its conversations', () => {
    const ladder = test.open()
    expect(crash(ladder)).toBe(false)
    ladder.loaded(MODEL_A, PROCESSOR_RUNG, false)
    expect(crash(ladder)).toBe(true)
  })

  it('refuses a model that dies with the small context too, also at the next start, until it is to be tried again', () => {
    expect(crash(openCrashed())).toBe(true)
    const next = test.open()
    expect(next.choose(MODEL_A, 'auto').refused).toBe(true)
    next.forgive(MODEL_A)
    expect(next.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
  })

  it.each([
    ['more memory is free', { freeBytes: 3e9, totalBytes: 8e9 }],
    ['more memory is installed', { freeBytes: 2e9, totalBytes: 16e9 }],
  ])('takes the full context again when %s', (_what, memory) => {
    openCrashed()
    test.memory = { freeBytes: 2.1e9, totalBytes: 8e9 }
    expect(test.open().choose(MODEL_A, 'auto').rung).toEqual(SMALL_PROCESSOR_RUNG)
    test.memory = memory
    const ladder = test.open()
    expect(ladder.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
    expect(crash(ladder)).toBe(false)
  })

  it('takes the full context again with another engine, and when the cards are to be tried again', () => {
    openCrashed().forget(model)
    expect(test.open().choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
    openCrashed()
    expect(test.open({ surroundings: 'another engine' }).choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
  })

  it('reckons with the memory before the load, not with what a dead process has not given back yet', () => {
    const ladder = test.open()
    for (const before of [2e9, 2e9]) {
      test.memory = { freeBytes: before, totalBytes: 8e9 }
      ladder.loading(MODEL_A, PROCESSOR_RUNG)
      test.memory = { freeBytes: 1e8, totalBytes: 8e9 }
      ladder.crashed(MODEL_A, PROCESSOR_RUNG, 'load')
    }
    test.memory = { freeBytes: 2e9, totalBytes: 8e9 }
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(SMALL_PROCESSOR_RUNG)
  })

  it('goes on with the small context, then with none, when each load took Agate down', () => {
    test.open().loading(MODEL_A, PROCESSOR_RUNG)
    const second = test.open()
    expect(second.choose(MODEL_A, 'auto').rung).toEqual(SMALL_PROCESSOR_RUNG)
    second.loading(MODEL_A, SMALL_PROCESSOR_RUNG)
    expect(test.open().choose(MODEL_A, 'auto').refused).toBe(true)
  })

  it('tries the full context once more where it had worked before a load took Agate down', () => {
    const first = test.open()
    first.judge({ model, rung: rungKey(PROCESSOR_RUNG), verdict: 'works' })
    first.loading(MODEL_A, PROCESSOR_RUNG)
    const second = test.open()
    expect(second.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    second.loading(MODEL_A, PROCESSOR_RUNG)
    expect(test.open().choose(MODEL_A, 'auto').rung).toEqual(SMALL_PROCESSOR_RUNG)
  })
})
