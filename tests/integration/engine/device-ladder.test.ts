import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceLadder } from '../../../electron/engine/ladder/device-ladder.ts'
import type { Trial } from '../../../electron/engine/ladder/results.ts'
import { rungKey } from '../../../electron/engine/ladder/rungs.ts'
import { PROCESSOR_CHOICE } from '../../../electron/engine/ladder/ladder.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { CARD, LadderUnderTest } from '../../support/ladder-under-test.ts'
import { MODEL_A, MODEL_B } from '../../support/supervised-engine.ts'

let test: LadderUnderTest
const model = MODEL_A.path

beforeEach(() => {
  test = new LadderUnderTest()
})

/** Judges every rung on cards, best first. */
function judgeAll(ladder: DeviceLadder, judged: Pick<Trial, 'verdict'> & Partial<Trial>): void {
  for (const rung of ladder.untried(model, 'auto')) ladder.judge({ model, rung: rungKey(rung), ...judged })
}

function because(ladder: DeviceLadder): string | null {
  return ladder.choose(MODEL_A, 'auto').notFaster
}

describe('The ladder', () => {
  it('takes the processor without a word where no engine for cards is installed', () => {
    const ladder = test.open({ backends: [] })
    expect(ladder.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
    expect(ladder.cards.unseen).toEqual([])
  })

  it('takes the processor at once while nobody knows of cards, and says so once they are looked for', () => {
    const ladder = test.open()
    expect(ladder.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
    ladder.cards.saw('vulkan', [])
    expect(because(ladder)).toBe('Running on the processor. No graphics card was found that the engine can use.')
    expect(ladder.untried(model, 'auto')).toEqual([])
  })

  it('tries flash attention first, then without it, then fewer layers', () => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD])
    expect(because(ladder)).toContain('is tried once nothing is being asked')
    expect(ladder.untried(model, 'auto').map(rungKey)).toEqual([
      'vulkan flash all any',
      'vulkan plain all any',
      'vulkan plain fit any',
    ])
    expect(ladder.untried(model, 12).map(rungKey)).toEqual([
      'vulkan flash 12 any',
      'vulkan plain 12 any',
      'vulkan plain 6 any',
    ])
    expect(ladder.untried(model, 'off')).toEqual([])
  })

  it('takes the best rung that works, for that model only', () => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD])
    ladder.judge({ model, rung: 'vulkan flash all any', verdict: 'nonsense' })
    ladder.judge({ model, rung: 'vulkan plain all any', verdict: 'works' })
    const choice = ladder.choose(MODEL_A, 'auto')
    expect(choice).toMatchObject({
      rung: { backend: 'vulkan', flashAttention: false, layers: 'all' },
      notFaster: null,
      unchecked: null,
    })
    expect(ladder.untried(model, 'auto')).toEqual([])
    expect(ladder.choose(MODEL_B, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(ladder.choose(MODEL_A, 'off').rung).toEqual(PROCESSOR_RUNG)
  })

  it('counts the memory of a card once a model has worked on it, and forgets both when they are to be tried again', () => {
    const ladder = test.open()
    expect(ladder.cards.proven).toBeNull()
    ladder.cards.saw('vulkan', [CARD], { totalBytes: 12e9, freeBytes: 8e9 })
    expect(ladder.cards.proven).toBeNull()
    ladder.judge({ model, rung: 'vulkan plain fit any', verdict: 'works' })
    expect(test.open().cards.proven).toEqual({ names: [CARD], totalBytes: 12e9, freeBytes: 8e9 })
    ladder.forget(model)
    expect(ladder.cards.proven).toBeNull()
    expect(ladder.cards.unseen).toEqual(['vulkan'])
  })

  it('asks a driver again at the next start that could not tell what it has, and not before', () => {
    const ladder = test.openWithCard(model)
    ladder.cards.doubt()
    ladder.cards.couldNotLook('vulkan')
    expect(ladder.cards.unseen).toEqual([])
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(test.open().cards.unseen).toEqual(['vulkan'])
  })

  it('looks once more at the next start for a card that was there and is not found', () => {
    const ladder = test.openWithCard(model)
    ladder.cards.doubt()
    ladder.cards.saw('vulkan', [])
    expect(ladder.cards.unseen).toEqual([])
    expect(because(ladder)).toContain('No graphics card was found')
    const next = test.open()
    expect(next.cards.unseen).toEqual(['vulkan'])
    next.cards.saw('vulkan', [])
    expect(test.open().cards.unseen).toEqual([])
  })

  it('does not count the memory that its own model takes as taken', () => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD], { totalBytes: 8e9, freeBytes: 6e9 })
    const [rung] = ladder.untried(model, 'auto')
    if (!rung) throw new Error('There is no rung to try')
    ladder.judge({ model, rung: rungKey(rung), verdict: 'works' })
    ladder.loaded(MODEL_A, rung, true)
    ladder.cards.doubt()
    ladder.cards.saw('vulkan', [CARD], { totalBytes: 8e9, freeBytes: 1e9 }, ladder.inUse?.rung.backend)
    expect(ladder.cards.proven?.freeBytes).toBe(6e9)
  })

  it('prefers CUDA to Vulkan', () => {
    const ladder = test.open({ backends: ['vulkan', 'cuda'] })
    ladder.cards.saw('vulkan', [CARD])
    expect(ladder.cards.unseen).toEqual(['cuda'])
    ladder.cards.saw('cuda', [CARD])
    expect(ladder.untried(model, 'auto')[0]?.backend).toBe('cuda')
  })

  it.each([
    [{ verdict: 'crashed', during: 'try' }, 'The graphics driver stopped while it was being tried.'],
    [{ verdict: 'nonsense' }, 'The graphics card wrote nonsense.'],
    [{ verdict: 'no-memory' }, 'The graphics card has too little free memory for this model.'],
    [
      { verdict: 'slower', tokensPerSecond: 9.96, processorTokensPerSecond: 18.4 },
      'The graphics card was slower: 10.0 against 18 tokens a second.',
    ],
  ] as const)('says why no card is used after %o', (judged, sentence) => {
    const ladder = test.open()
    ladder.cards.saw('vulkan', [CARD])
    judgeAll(ladder, judged)
    expect(because(ladder)).toBe(`Running on the processor. ${sentence}`)
  })

  it('gives a model the small context on the processor when the large one does not fit, and then gives up', () => {
    const ladder = test.open()
    expect(ladder.failed(MODEL_A, PROCESSOR_RUNG, 'memory')).toBe(true)
    const { rung } = ladder.choose(MODEL_A, 'auto')
    expect(rung).toMatchObject({ backend: 'cpu', contextMax: 2048 })
    expect(ladder.failed(MODEL_A, rung, 'memory')).toBe(false)
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(ladder.failed(MODEL_A, PROCESSOR_RUNG, 'model')).toBe(false)
  })

  it('says that other programs leave too little memory for the full context, and gives it back once they do', () => {
    const ladder = test.open()
    ladder.failed(MODEL_A, PROCESSOR_RUNG, 'memory')
    test.memory = { freeBytes: 2.1e9, totalBytes: 8e9 }
    expect(ladder.choose(MODEL_A, 'auto').smaller).toContain('other programs left too little memory')
    test.memory = { freeBytes: 3e9, totalBytes: 8e9 }
    expect(ladder.choose(MODEL_A, 'auto')).toEqual(PROCESSOR_CHOICE)
    expect(ladder.failed(MODEL_A, PROCESSOR_RUNG, 'memory')).toBe(true)
    expect(ladder.choose(MODEL_A, 'auto').rung).toMatchObject({ contextMax: 2048 })
  })

  it('gives the full context another try when the person wants one', () => {
    const ladder = test.open()
    ladder.failed(MODEL_A, PROCESSOR_RUNG, 'memory')
    ladder.forgive(MODEL_A)
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    ladder.failed(MODEL_A, PROCESSOR_RUNG, 'memory')
    ladder.forget(model)
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
  })
})

describe('The ladder, when an engine on a card dies', () => {
  it('leaves a rung at once that dies while the model is loaded', () => {
    const ladder = test.openWithCard(model)
    const { rung } = ladder.choose(MODEL_A, 'auto')
    expect(ladder.crashed(MODEL_A, rung, 'load')).toBe(true)
    expect(because(ladder)).toContain('The graphics driver stopped while the model was being loaded.')
    expect(because(test.open())).toContain('stopped while the model was being loaded')
  })

  it('leaves it after the second death within ten minutes while it answers', () => {
    const ladder = test.openWithCard(model)
    const { rung } = ladder.choose(MODEL_A, 'auto')
    expect(ladder.crashed(MODEL_A, rung, 'generate')).toBe(false)
    test.now += 601_000
    expect(ladder.crashed(MODEL_A, rung, 'generate')).toBe(false)
    test.now += 599_000
    expect(ladder.crashed(MODEL_A, rung, 'idle')).toBe(true)
    expect(because(ladder)).toContain('The graphics driver stopped while it was answering.')
  })

  it('keeps a rung that died once in use, and examines it anew, also after the next start', () => {
    const ladder = test.openWithCard(model)
    const { rung } = ladder.choose(MODEL_A, 'auto')
    expect(ladder.untried(model, 'auto')).toEqual([])
    ladder.crashed(MODEL_A, rung, 'generate')
    for (const known of [ladder, test.open()]) {
      expect(known.choose(MODEL_A, 'auto').rung).toEqual(rung)
      expect(known.untried(model, 'auto')).toEqual([rung])
    }
    ladder.judge({ model, rung: rungKey(rung), verdict: 'works' })
    expect(ladder.untried(model, 'auto')).toEqual([])
  })

  it('leaves the processor to the supervisor while it answers', () => {
    const ladder = test.open()
    for (const during of ['generate', 'idle', 'generate'] as const) {
      expect(ladder.crashed(MODEL_A, PROCESSOR_RUNG, during)).toBe(false)
    }
    expect(ladder.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
  })

  it('tries a rung that had worked once more in its own process when a load took Agate down, then never again', () => {
    const first = test.openWithCard(model)
    const { rung } = first.choose(MODEL_A, 'auto')
    first.loading(MODEL_A, rung)
    const second = test.open()
    expect(second.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(second.untried(model, 'auto')[0]).toEqual(rung)
    second.judge({ model, rung: rungKey(rung), verdict: 'works' })
    second.loading(MODEL_A, rung)
    const third = test.open()
    expect(third.choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
    expect(third.trialOf(model, rung)).toMatchObject({ verdict: 'crashed', during: 'load' })
  })

  it('does not try a rung again whose first try took Agate down', () => {
    const first = test.open()
    first.cards.saw('vulkan', [CARD])
    const [rung] = first.untried(model, 'auto')
    if (!rung) throw new Error('There is no rung to try')
    first.trying({ model, rung: rungKey(rung) })
    expect(test.open().trialOf(model, rung)).toMatchObject({ verdict: 'crashed' })
  })

  it('thinks nothing of a try that came to its end', () => {
    const first = test.openWithCard(model)
    const trial = { model, rung: 'vulkan plain all any' }
    first.trying(trial)
    first.tried(trial)
    expect(test.open().choose(MODEL_A, 'auto')).toEqual(first.choose(MODEL_A, 'auto'))
    expect(test.log.filter((line) => line.startsWith('warn'))).toEqual([])
  })

  it('still knows of a load that took Agate down where that had begun before a try was given up', () => {
    const first = test.openWithCard(model)
    const { rung } = first.choose(MODEL_A, 'auto')
    const trial = { model, rung: 'vulkan plain all any' }
    first.trying(trial)
    first.loading(MODEL_A, rung)
    first.tried(trial)
    expect(test.open().choose(MODEL_A, 'auto').rung).toEqual(PROCESSOR_RUNG)
  })

  it('thinks nothing of a load that was ended on purpose', () => {
    const first = test.openWithCard(model)
    const { rung } = first.choose(MODEL_A, 'auto')
    first.loading(MODEL_A, rung)
    first.ended()
    expect(test.open().choose(MODEL_A, 'auto').rung).toEqual(rung)
  })
})
