import { describe, expect, it } from 'vitest'
import { type EngineStatus, MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import type { DevicesUnderTest } from '../support/devices-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { CARD, KNOWS, onCard, PATH, play } from '../support/scripted-ladder.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal

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

  it('goes without flash attention where a card answers fluently with it, and wrongly beside the processor', async () => {
    const started = play({ name: CARD, flash: 'wrong', plain: 'works' }, { sizeBytes: 60_000_000 })
    expect(await started.until(onCard)).toMatchObject({ details: { flashAttention: false }, notFaster: null })
    expect(started.log).toContain('info: Rung "vulkan flash all any": nonsense')
  })

  it('takes a card on which the model knows as little as on the processor', async () => {
    const says = 'I think of Paris and 4 cats.'
    const started = play({ name: CARD, flash: 'works', plain: 'works' }, { sizeBytes: 60_000_000, says })
    expect(await started.until(onCard)).toMatchObject({ details: { flashAttention: true } })
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
