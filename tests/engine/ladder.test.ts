import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { SCRIPTED_REPLY } from '../../electron/engine/ladder/scripted-reply.ts'
import type { ProbeLimits } from '../../electron/engine/ladder/examine.ts'
import { type EngineStatus, MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import type { Scenario } from '../fakes/scenario.ts'
import { type DevicesUnderTest, startWithDevices } from '../support/devices-under-test.ts'
import { SCRIPTED_ENGINE_ENTRY } from '../support/engine-paths.ts'
import { modelFile } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const KNOWS = 'Paris 4 Earth blue 7 cold dog Japan honey ice'
const CARD = 'Scripted Card'
const PATH = '/models/scripted.gguf'
let scenarios: string

beforeAll(() => {
  scenarios = mkdtempSync(join(tmpdir(), 'agate-scenario-'))
})
afterAll(() => rmSync(scenarios, { recursive: true, force: true }))

type Card = z.input<typeof Scenario>['card']

interface Play {
  readonly folder?: string
  readonly limits?: Partial<ProbeLimits>
  readonly sizeBytes?: number
  /** What is answered to whatever is asked. */
  readonly says?: string
  /** Time the processor takes for each token of the benchmark, and of what it is asked else. */
  readonly delayMs?: number
  readonly knowsAfterMs?: number
  readonly freeMemory?: () => number
  readonly load?: z.input<typeof Scenario>['load']
}

function play(card: Card, more: Play = {}) {
  const file = join(scenarios, `${crypto.randomUUID()}.json`)
  const setCard = (next: Card) => writeFileSync(file, JSON.stringify(scenarioWith(next, more)))
  setCard(card)
  const { folder, limits, freeMemory } = more
  const started = startWithDevices({
    entry: SCRIPTED_ENGINE_ENTRY,
    env: { AGATE_SCENARIO: file },
    ...(folder === undefined ? {} : { folder }),
    ...(limits === undefined ? {} : { limits }),
    ...(freeMemory === undefined ? {} : { freeMemory }),
  })
  started.engine.useModel({ ...modelFile(PATH), sizeBytes: more.sizeBytes ?? 1 })
  return { ...started, setCard }
}

function scenarioWith(
  card: Card,
  { says = KNOWS, delayMs = 100, knowsAfterMs = 0, load = {} }: Play,
): z.input<typeof Scenario> {
  return {
    ...(card ? { card } : {}),
    load,
    replies: [
      { match: 'Hello?', tokens: [SCRIPTED_REPLY] },
      // Long enough on the processor that the card, which answers at once, is faster on any machine.
      { match: 'Here is a list', tokens: { repeat: 'x ', times: 16 }, delayMs },
      { tokens: [says], delayMs: knowsAfterMs },
    ],
  }
}

const onCard = ({ state, device }: EngineStatus) => state === 'ready' && device === CARD

function because(sentence: string) {
  return ({ state, notFaster }: EngineStatus) => state === 'ready' && notFaster?.includes(sentence) === true
}

async function answers({ engine }: DevicesUnderTest): Promise<string> {
  return (await readReply(engine.generate(ask('What now?'), never))).text
}

describe('The engine on a ladder', () => {
  it('begins on the processor, and moves to the card once that proved to be faster', async () => {
    const started = play({ name: CARD, flash: 'works', plain: 'works' })
    const first = await started.until(({ state }) => state === 'ready')
    expect(first.device).toBe('Processor, 1 thread')
    const status = await started.until(onCard)
    expect(status).toMatchObject({ notFaster: null, details: { flashAttention: true, cards: [CARD] } })
    expect(await answers(started)).toBe(KNOWS)
    await started.close()
    const next = play({ name: CARD, flash: 'works', plain: 'works' }, { folder: started.folder })
    expect((await next.until(({ state }) => state === 'ready')).device).toBe(CARD)
    expect(next.processes).toHaveLength(1)
  })

  it('moves to the card where the processor is too slow to be measured', async () => {
    const limits = { answerMs: 3000 }
    const started = play({ name: CARD, flash: 'works', plain: 'works' }, { limits, delayMs: 60_000 })
    await started.until(onCard)
    await started.close()
    const again = { folder: started.folder, delayMs: 60_000 }
    const next = play({ name: CARD, flash: 'works', plain: 'works' }, again)
    expect((await next.until(({ state }) => state === 'ready')).device).toBe(CARD)
    expect(next.processes).toHaveLength(1)
  })

  it('moves to the card where the processor is too slow to be asked what it knows, and calls nothing checked', async () => {
    const slow = { sizeBytes: 60_000_000, knowsAfterMs: 60_000, limits: { answerMs: 3000 } }
    const started = play({ name: CARD, flash: 'works', plain: 'works' }, slow)
    expect((await started.until(onCard)).unchecked).toContain('It took too long to answer')
    expect(started.health).toEqual([])
    await started.close()
    const next = play({ name: CARD, flash: 'works', plain: 'works' }, { ...slow, folder: started.folder })
    const { device, unchecked } = await next.until(({ state }) => state === 'ready')
    expect(device).toBe(CARD)
    expect(unchecked).toContain('Not checked yet')
  })

  it('says that there is no card, and starts nothing more at the next start', async () => {
    const started = play(undefined)
    await started.until(because('No graphics card was found'))
    // The model's own examination on the processor comes last.
    await until(() => started.log.some((line) => line.includes('"cpu plain none any": works')))
    await started.close()
    const next = play(undefined, { folder: started.folder })
    await next.until(because('No graphics card was found'))
    expect(await answers(next)).toBe(KNOWS)
    expect(next.processes).toHaveLength(1)
  })

  it('goes without flash attention where the card writes nonsense with it', async () => {
    const started = play({ name: CARD, flash: 'nonsense', plain: 'works' })
    expect(await started.until(onCard)).toMatchObject({ details: { flashAttention: false }, notFaster: null })
    expect(await answers(started)).toBe(KNOWS)
  })

  it.each([
    ['abort', 'The graphics driver stopped while it was being tried.'],
    ['nonsense', 'The graphics card wrote nonsense.'],
    ['memory', 'The graphics card has too little free memory for this model.'],
  ] as const)('stays on the processor, says why, and answers, when the card ends in %s', async (kind, sentence) => {
    const started = play({ name: CARD, flash: kind, plain: kind })
    await started.until(because(sentence))
    expect(await answers(started)).toBe(KNOWS)
    expect(started.engine.status().device).toBe('Processor, 1 thread')
  })

  it('tries a card again when that is asked, and moves to it once it does', async () => {
    const started = play({ name: CARD, flash: 'nonsense', plain: 'nonsense' })
    await started.until(because('The graphics card wrote nonsense.'))
    started.setCard({ name: CARD, flash: 'works', plain: 'works' })
    started.tryAgain(PATH)
    await started.until(onCard)
    expect(await answers(started)).toBe(KNOWS)
  })

  it('ends a card that hangs, and does not try it again at the next start', async () => {
    const limits = { selfTestMs: 3000 }
    const started = play({ name: CARD, flash: 'hang', plain: 'hang' }, { limits })
    await started.until(because('The graphics driver stopped while it was being tried.'))
    await until(() => started.log.some((line) => line.includes('"cpu plain none any": works')))
    await started.close()
    const next = play({ name: CARD, flash: 'hang', plain: 'hang' }, { folder: started.folder, limits })
    await next.until(because('The graphics driver stopped'))
    expect(await answers(next)).toBe(KNOWS)
    expect(next.processes).toHaveLength(1)
  })

  it('steps down when a card that had worked kills the engine that loads a model, and stays there', async () => {
    const first = play({ name: CARD, flash: 'works', plain: 'works' })
    await first.until(onCard)
    await first.close()
    const second = play({ name: CARD, flash: 'abort', plain: 'abort' }, { folder: first.folder })
    await second.until(because('The graphics driver stopped while'))
    expect(await answers(second)).toBe(KNOWS)
    await second.close()
    const third = play({ name: CARD, flash: 'abort', plain: 'abort' }, { folder: first.folder })
    expect((await third.until(({ state }) => state === 'ready')).device).toBe('Processor, 1 thread')
  })

  it.each([
    ['nonsense', 'The graphics card wrote nonsense.'],
    ['memory', null],
  ] as const)('examines a card anew whose engine died, which then ends in %s', async (kind, sentence) => {
    const started = play({ name: CARD, flash: 'works', plain: 'nonsense' })
    await started.until(onCard)
    started.engine.onStatus(({ state }) => {
      if (state === 'ready') started.setCard({ name: CARD, flash: kind, plain: 'nonsense' })
    })
    process.kill(started.processes.at(-1)?.pid ?? 0, 'SIGKILL')
    await started.until(({ state }) => state === 'restarting')
    await started.until(onCard)
    const judged = `"vulkan flash all any": ${sentence === null ? 'works' : kind}`
    const before = started.log.filter((line) => line.includes(judged)).length
    await until(() => started.log.filter((line) => line.includes(judged)).length > before)
    if (sentence === null) expect(started.engine.status()).toMatchObject({ device: CARD, notFaster: null })
    else await started.until(because(sentence))
  })

  it('gives a model the small context that kills the engine with the full one, and has it so at the next start', async () => {
    const load = { fault: 'abort', faultAbove: 2048 } as const
    const started = play(undefined, { load })
    expect((await started.until(({ state }) => state === 'ready')).smaller).toContain('“Try again”')
    expect(started.processes).toHaveLength(3)
    expect(await answers(started)).toBe(KNOWS)
    await started.close()
    const next = play(undefined, { folder: started.folder, load })
    await next.until(({ state }) => state === 'ready')
    expect(next.processes).toHaveLength(1)
    next.tryAgain(PATH)
    await next.until(({ state, smaller }) => state === 'loading' && smaller === null)
  })

  it('refuses a model that kills the engine with the small context too, at the next start without a try', async () => {
    const load = { fault: 'abort' } as const
    const started = play(undefined, { load })
    const { problem } = await started.until(({ state }) => state === 'failed')
    expect(problem).toMatchObject({ code: MODEL_CRASHES })
    expect(problem?.message).toContain('cannot be loaded here')
    expect(started.processes).toHaveLength(3)
    await started.close()
    const next = play(undefined, { folder: started.folder, load })
    await next.until(({ state }) => state === 'failed')
    expect(next.processes).toHaveLength(0)
    next.engine.retry()
    await next.until(({ state }) => state === 'loading')
  })

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

  it('looks for cards again after a sleep, and moves to one that was not there before', async () => {
    const started = play(undefined)
    await started.until(because('No graphics card was found'))
    await until(() => started.log.some((line) => line.includes('"cpu plain none any": works')))
    started.setCard({ name: CARD, flash: 'works', plain: 'works' })
    started.lookAgain()
    await started.until(onCard)
    expect(await answers(started)).toBe(KNOWS)
  })

  it('leaves a card that went away during a sleep, and says so', async () => {
    const started = play({ name: CARD, flash: 'works', plain: 'works' })
    await started.until(onCard)
    started.setCard(undefined)
    started.lookAgain()
    await started.until(because('No graphics card was found'))
    expect(await answers(started)).toBe(KNOWS)
  })
})
