import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import type { EngineSupervisor } from '../../../electron/engine/supervisor.ts'
import { ask, readReply } from '../../support/read-reply.ts'
import { MODEL_A, MODEL_B, SupervisedEngine } from '../../support/supervised-engine.ts'

const never = new AbortController().signal
// Typed, where the matchers themselves are not.
const containing = (text: string): unknown => expect.stringContaining(text)
const withoutStack: unknown = expect.not.stringContaining('stack')

let supervised: SupervisedEngine
let engine: EngineSupervisor

beforeEach(() => {
  vi.useFakeTimers()
  supervised = new SupervisedEngine()
  engine = supervised.engine
})
afterEach(async () => {
  await supervised.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('EngineSupervisor, starting', () => {
  it('starts nothing without a model, and says so to who asks', async () => {
    const { end } = await readReply(engine.generate(ask('Hello?'), never))
    expect(end).toMatchObject({ reason: 'no-model', message: containing('Choose a model file') })
    expect(supervised.processes).toHaveLength(0)
    expect(engine.status().state).toBe('no-model')
  })

  it('loads the model that is in use, and not again when it is named again', async () => {
    const process = await supervised.ready()
    engine.useModel({ ...MODEL_A })
    expect((await supervised.current()) === process).toBe(true)
    expect(process.received).toEqual([
      { type: 'load', path: MODEL_A.path, maxThreads: null, contextSize: null, rung: PROCESSOR_RUNG },
    ])
    expect(engine.status()).toMatchObject({ state: 'ready', model: { name: 'Model A' }, device: 'Processor, 1 thread' })
  })

  it('shows no speed of the device that the model was on before', async () => {
    const process = await supervised.ready()
    const reading = readReply(engine.generate(ask('Hello?'), never))
    await supervised.current()
    process.finish('end', process.lastAsked(), 40)
    await reading
    engine.reload()
    process.exit(0)
    const again = await supervised.current()
    again.becomeReady()
    expect(engine.status()).toMatchObject({ tokensPerSecond: 40, promptTokensPerSecond: 40 })
    engine.reload()
    again.exit(0)
    const onCard = await supervised.current()
    onCard.becomeReady('Some Card')
    expect(engine.status()).toMatchObject({ tokensPerSecond: null, promptTokensPerSecond: null })
  })

  it('shows for how many conversations the model has room when that comes to be known', async () => {
    const process = await supervised.ready()
    process.say({ type: 'widened', sequences: 3 })
    expect(engine.status()).toMatchObject({ state: 'ready', details: { sequences: 3 } })
  })

  it('starts the process of another model only when the one before is gone', async () => {
    const first = await supervised.ready()
    engine.useModel(MODEL_B)
    await vi.advanceTimersByTimeAsync(500)
    expect(supervised.processes).toHaveLength(1)
    expect(first.received.at(-1)).toEqual({ type: 'exit' })
    await vi.advanceTimersByTimeAsync(500)
    expect(first.killed).toBe(true)
    expect((await supervised.current()).received[0]).toMatchObject({ path: MODEL_B.path })
    expect(engine.status()).toMatchObject({
      state: 'starting',
      model: { name: 'Model B', starter: true },
      device: null,
    })
  })

  it('hears nothing of a process that is on its way out', async () => {
    const first = await supervised.ready()
    engine.useModel(MODEL_B)
    first.becomeReady()
    expect(engine.status()).toMatchObject({ state: 'starting', model: { name: 'Model B' } })
  })

  it('starts only the last of several models that are chosen quickly', async () => {
    const first = await supervised.ready()
    engine.useModel(MODEL_B)
    engine.useModel({ ...MODEL_A, path: '/models/c.gguf' })
    first.exit(0)
    await supervised.current()
    expect(supervised.processes.map(({ received }) => received[0])).toMatchObject([
      { path: MODEL_A.path },
      { path: '/models/c.gguf' },
    ])
  })

  it('starts nothing when the model is taken away before its turn to start', async () => {
    const first = await supervised.ready()
    engine.useModel(MODEL_B)
    engine.useModel(null)
    first.exit(0)
    await supervised.current()
    expect(supervised.processes).toHaveLength(1)
    expect(engine.status()).toMatchObject({ state: 'no-model', model: null, problem: null })
  })

  it('keeps a question that waits when the model changes, and refuses it when there is none left', async () => {
    engine.useModel(MODEL_A)
    const reply = readReply(engine.generate(ask('Hello?'), never))
    ;(await supervised.current()).exit(0)
    engine.useModel(MODEL_B)
    const second = await supervised.current()
    second.becomeReady()
    second.write('Hi.')
    second.finish()
    expect(await reply).toMatchObject({ text: 'Hi.', end: { reason: 'end', model: 'Model B' } })
    const refused = readReply(engine.generate(ask('Still there?'), never))
    await vi.advanceTimersByTimeAsync(0)
    second.begin()
    engine.useModel(null)
    expect((await refused).end.reason).toBe('stopped')
    expect((await readReply(engine.generate(ask('And now?'), never))).end.reason).toBe('no-model')
  })
})

describe('EngineSupervisor, with requests', () => {
  it('hands all of them over at once, because the engine knows what shares a batch and what goes first', async () => {
    const process = await supervised.ready()
    const first = readReply(engine.generate(ask('One?'), never))
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    const [one, two] = process.asked()
    process.write('2', two)
    process.write('1', one)
    process.finish('end', two)
    expect((await second).text).toBe('2')
    expect(engine.status().state).toBe('writing')
    process.finish('end', one)
    expect((await first).text).toBe('1')
    expect(engine.status().state).toBe('ready')
  })

  it('tells that a prompt is being read before its first chunk is evaluated', async () => {
    const process = await supervised.ready()
    const reply = engine.generate(ask('Long?'), never)
    const first = reply.next()
    await vi.advanceTimersByTimeAsync(0)
    process.begin()
    expect(await first).toEqual({ done: false, value: { type: 'reading', progress: 0 } })
    process.finish()
    await reply.next()
  })

  it('shows what the most urgent of them does', async () => {
    const process = await supervised.ready()
    const summary = readReply(engine.generate({ ...ask('Sum up.'), priority: 'background' }, never))
    const quick = readReply(engine.generate({ ...ask('Quick?'), priority: 'quick' }, never))
    await vi.advanceTimersByTimeAsync(0)
    const [summaryId, quickId] = process.asked()
    process.write('…', summaryId)
    expect(engine.status().state).toBe('writing')
    process.begin(quickId)
    process.say({ type: 'reading', id: Number(quickId), progress: 0.5 })
    expect(engine.status()).toMatchObject({ state: 'reading', progress: 0.5 })
    process.finish('end', quickId)
    expect(engine.status().state).toBe('writing')
    process.finish('end', summaryId)
    await Promise.all([summary, quick])
  })

  it('is busy until a stopped one is really over, and mixes nothing', async () => {
    const process = await supervised.ready()
    const stop = new AbortController()
    const first = readReply(engine.generate(ask('One?'), stop.signal))
    await vi.advanceTimersByTimeAsync(0)
    const firstId = process.lastAsked()
    process.write('first')
    stop.abort()
    expect(await first).toMatchObject({ text: 'first', end: { reason: 'stopped', tokens: 1 } })
    expect(process.received.at(-1)).toEqual({ type: 'stop', id: firstId })
    expect(engine.status().state).toBe('writing')
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('late', firstId)
    process.finish('stopped', firstId)
    process.write('very late', firstId)
    process.write('second')
    process.finish()
    expect((await second).text).toBe('second')
  })

  it('gives what a dead process had not begun to the next one, and fails only what it had', async () => {
    const process = await supervised.ready()
    const begun = readReply(engine.generate(ask('One?'), never))
    const waiting = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('half', process.asked()[0])
    process.exit(1)
    expect(await begun).toMatchObject({ text: 'half', end: { reason: 'engine-crash' } })
    const next = await supervised.current()
    next.becomeReady()
    next.write('whole')
    next.finish()
    expect(await waiting).toMatchObject({ text: 'whole', end: { reason: 'end' } })
  })

  it('fails a request that ends every process before it is begun', async () => {
    const first = await supervised.ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    first.exit(1)
    const second = await supervised.current()
    second.becomeReady()
    second.exit(1)
    expect((await reply).end.reason).toBe('engine-crash')
  })

  it('ends a request that failed inside the engine with a sentence, and goes on', async () => {
    const process = await supervised.ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.say({ type: 'done', id: process.lastAsked(), outcome: { reason: 'error', detail: 'a stack' } })
    const { end } = await reply
    expect(end).toMatchObject({ reason: 'error', message: withoutStack })
    expect(engine.status().state).toBe('ready')
  })
})

describe('EngineSupervisor, closing', () => {
  it('ends the process, refuses what waits and tells nothing more', async () => {
    const process = await supervised.ready()
    const running = readReply(engine.generate(ask('One?'), never))
    const waiting = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin(process.asked()[0])
    const told = supervised.statuses.length
    const closed = engine.close()
    process.write('late')
    process.exit(0)
    await closed
    expect({ killed: process.killed, timers: vi.getTimerCount() }).toEqual({ killed: false, timers: 0 })
    expect(await running).toMatchObject({ text: '', end: { reason: 'stopped' } })
    expect((await waiting).end).toMatchObject({ reason: 'no-model', message: containing('closing') })
    expect(supervised.statuses).toHaveLength(told)
    expect(engine.status().state).toBe('stopped')
  })

  it('starts nothing afterwards', async () => {
    await engine.close()
    engine.useModel(MODEL_A)
    engine.retry()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(supervised.processes).toHaveLength(0)
    expect((await readReply(engine.generate(ask('One?'), never))).end.reason).toBe('no-model')
  })
})
