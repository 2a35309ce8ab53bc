import { readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceLadder } from '../../../electron/engine/ladder/device-ladder.ts'
import { PROCESSOR_CHOICE } from '../../../electron/engine/ladder/ladder.ts'
import type { Verdict } from '../../../electron/engine/ladder/results.ts'
import { rungKey } from '../../../electron/engine/ladder/rungs.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { CARD, LadderUnderTest } from '../../support/ladder-under-test.ts'
import { MODEL_A } from '../../support/supervised-engine.ts'

let test: LadderUnderTest
const model = MODEL_A.path

beforeEach(() => {
  test = new LadderUnderTest()
})

/** Judges every rung on cards. */
function judgeAll(ladder: DeviceLadder, verdict: Verdict): void {
  for (const rung of ladder.untried(model, 'auto')) ladder.judge({ model, rung: rungKey(rung), verdict })
}

describe('What the ladder knows', () => {
  it('is kept for the next start', () => {
    test.openWithCard(model)
    expect(test.open().choose(MODEL_A, 'auto').rung.backend).toBe('vulkan')
    expect(test.log.filter((line) => line.startsWith('warn'))).toEqual([])
  })

  it('is dropped when a driver, the engine or Agate changed', () => {
    test.openWithCard(model)
    const changed = test.open({ surroundings: 'another driver' })
    expect(changed.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(changed.cards.unseen).toEqual(['vulkan'])
  })

  it.each(['', '{"version":1', '{"version":7}', '[]', '\0\0\0'])(
    'is dropped with a line in the log when it is %j',
    (text) => {
      test.openWithCard(model)
      writeFileSync(test.file, text)
      const ladder = test.open()
      expect(ladder.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
      expect(test.log.at(-1)).toMatch(/^warn: The saved results of the devices are damaged/u)
      ladder.cards.saw('vulkan', [])
      expect(JSON.parse(readFileSync(test.file, 'utf8'))).toMatchObject({ version: 1, cards: { vulkan: [] } })
    },
  )

  it('forgets at the next start what may have passed by then, such as a card without free memory', () => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD])
    judgeAll(ladder, 'no-memory')
    expect(ladder.untried(model, 'auto')).toEqual([])
    expect(test.open().untried(model, 'auto')).toHaveLength(3)
  })

  it('is forgotten for one model when somebody wants it tried again', () => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD])
    judgeAll(ladder, 'crashed')
    ladder.forget(model)
    ladder.cards.saw('vulkan', [CARD])
    expect(ladder.untried(model, 'auto')).toHaveLength(3)
  })
})
