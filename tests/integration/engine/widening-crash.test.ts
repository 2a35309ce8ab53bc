import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SMALL_PROCESSOR_RUNG } from '../../../electron/engine/ladder/rungs.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import type { FakeEngineProcess } from '../../fakes/fake-engine-process.ts'
import { LadderUnderTest } from '../../support/ladder-under-test.ts'
import { MODEL_A, SupervisedEngine } from '../../support/supervised-engine.ts'

let supervised: SupervisedEngine

beforeEach(() => {
  vi.useFakeTimers()
  supervised = new SupervisedEngine({}, new LadderUnderTest().open())
  supervised.engine.useModel(MODEL_A)
})
afterEach(async () => {
  await supervised.close()
  vi.useRealTimers()
})

/** The process that runs loads its model, and begins to get room for its further conversations. */
async function widening(): Promise<FakeEngineProcess> {
  const process = await running()
  process.becomeReady('Processor', true)
  process.say({ type: 'widening' })
  return process
}

/** The process that runs, or follows the one that died. */
async function running(): Promise<FakeEngineProcess> {
  // Twice as long as the longest pause before a restart.
  for (let seconds = 0; seconds < 30; seconds += 1) {
    const process = await supervised.current()
    if (process.pid !== undefined) return process
    await vi.advanceTimersByTimeAsync(1000)
  }
  throw new Error('No process was started again')
}

function rungOf(process: FakeEngineProcess): unknown {
  const [load] = process.received
  return load?.type === 'load' ? load.rung : null
}

describe('An engine process that dies while it gets room for its further conversations', () => {
  it('counts as one that died while it loaded the model: after the second the context is small, and that is said', async () => {
    for (const expected of [PROCESSOR_RUNG, PROCESSOR_RUNG]) {
      const process = await widening()
      expect(rungOf(process)).toEqual(expected)
      process.exit(9)
    }
    const small = await running()
    expect(rungOf(small)).toEqual(SMALL_PROCESSOR_RUNG)
    small.becomeReady()
    expect(supervised.engine.status()).toMatchObject({ state: 'ready', problem: null })
    expect(supervised.engine.status().smaller).toMatch(/^The context is smaller than it could be/u)
  })

  it('is forgotten once the next one has that room', async () => {
    const first = await widening()
    first.exit(9)
    const second = await widening()
    second.say({ type: 'widened', sequences: 4 })
    supervised.engine.reload()
    second.exit(0)
    const third = await widening()
    third.exit(9)
    expect(rungOf(await running())).toEqual(PROCESSOR_RUNG)
  })
})
