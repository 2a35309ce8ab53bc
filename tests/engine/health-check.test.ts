import { describe, expect, it } from 'vitest'
import { CARD, onCard, play } from '../support/scripted-ladder.ts'
import { until } from '../support/until.ts'

describe('The check whether a model makes sense', () => {
  it('finds a model sound that knows its facts', async () => {
    const started = play(undefined, { sizeBytes: 60_000_000 })
    await until(() => started.health.length > 0)
    expect(started.health).toEqual([true])
  })

  it('leaves a model unchecked that takes too long to answer, and checks it at the next load', async () => {
    const size = { sizeBytes: 60_000_000 }
    const started = play(undefined, { ...size, knowsAfterMs: 60_000, limits: { answerMs: 1000 } })
    const { unchecked } = await started.until((status) => status.unchecked?.includes('too long') === true)
    expect(unchecked).toBe(
      'Not checked yet: whether this model makes sense. It took too long to answer; it is asked again at the next load.',
    )
    expect(started.health).toEqual([])
    await started.close()
    const next = play(undefined, { ...size, folder: started.folder })
    await next.until((status) => status.state === 'ready' && status.unchecked === null)
    await until(() => next.health.length > 0)
    expect(next.health).toEqual([true])
  })

  it('says that a model is not checked yet while memory is short, tries no card, and checks it once there is some', async () => {
    let free = 100_000_000
    const card = { name: CARD, flash: 'works', plain: 'works' } as const
    const started = play(card, { sizeBytes: 60_000_000, freeMemory: () => free })
    const { unchecked } = await started.until((status) => status.unchecked?.includes('free memory') === true)
    expect(unchecked).toBe(
      'Not checked yet: whether this model makes sense. That takes 560 MB of free memory, and 100 MB are free now; ' +
        'Agate tries again each minute.',
    )
    expect(started.health).toEqual([])
    free = 1_000_000_000
    expect(await started.until(onCard)).toMatchObject({ unchecked: null })
    await until(() => started.health.length > 0)
    expect(started.health).toEqual([true])
  })

  it('finds a model that answers with gibberish unfit, once, and tells it again at the next start', async () => {
    const gibberish = { says: 'qw qw qw qw qw qw qw', sizeBytes: 60_000_000 }
    const started = play({ name: CARD, flash: 'works', plain: 'works' }, gibberish)
    await until(() => started.health.length > 0)
    expect(started.health).not.toContain(true)
    await started.close()
    const next = play({ name: CARD, flash: 'works', plain: 'works' }, { ...gibberish, folder: started.folder })
    await until(() => next.health.length > 0)
    expect(next.health).toEqual([false])
    // The engine alone: what is known is not tried again, so nothing goes round in circles.
    expect(next.processes).toHaveLength(1)
  })
})
