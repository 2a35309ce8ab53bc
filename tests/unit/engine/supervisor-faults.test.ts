import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MODEL_CRASHES } from '../../../shared/model/engine-status.ts'
import type { EngineSupervisor } from '../../../electron/engine/supervisor.ts'
import { ask, readReply } from '../../support/read-reply.ts'
import { MODEL_A, SupervisedEngine } from '../../support/supervised-engine.ts'

const never = new AbortController().signal
// Typed, where the matchers themselves are not.
const containing = (text: string): unknown => expect.stringContaining(text)

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

describe('EngineSupervisor, when the process dies', () => {
  it('reads no exit code as a good end, and starts again', async () => {
    const process = await supervised.ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('so far')
    process.exit(0)
    expect(await reply).toMatchObject({ text: 'so far', end: { reason: 'engine-crash' } })
    expect(engine.status()).toMatchObject({ state: 'restarting', device: null })
    expect((await supervised.current()) === process).toBe(false)
  })

  it('pauses for nothing and for a second before restarts in a row', async () => {
    const pauses: number[] = []
    for (let crash = 0; crash < 2; crash += 1) {
      await crashInAnswer()
      const before = Date.now()
      const started = supervised.processes.length
      while (supervised.processes.length === started) await vi.advanceTimersToNextTimerAsync()
      pauses.push(Date.now() - before)
    }
    expect(pauses).toEqual([0, 1000])
  })

  it('starts again without a pause once a reply came to its end', async () => {
    for (let crash = 0; crash < 3; crash += 1) {
      const process = crash === 0 ? await supervised.ready() : await supervised.current()
      if (crash > 0) process.becomeReady()
      const reply = readReply(engine.generate(ask('?'), never))
      await vi.advanceTimersByTimeAsync(0)
      process.finish()
      await reply
      process.exit(9)
      await vi.advanceTimersByTimeAsync(0)
      expect(supervised.processes).toHaveLength(crash + 2)
    }
  })

  it('answers a question that waits once it runs again', async () => {
    const process = await supervised.ready()
    const first = readReply(engine.generate(ask('One?'), never))
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin(process.asked()[0])
    process.exit(11)
    await first
    const next = await supervised.current()
    next.becomeReady()
    next.write('2')
    next.finish()
    expect((await second).text).toBe('2')
  })

  it('gives up a model that crashes three times while it is loaded, until it is asked to try again', async () => {
    engine.useModel(MODEL_A)
    const reply = readReply(engine.generate(ask('One?'), never))
    for (const pause of [0, 1000, 0]) {
      ;(await supervised.current()).exit(6)
      await vi.advanceTimersByTimeAsync(pause)
    }
    expect((await reply).end).toMatchObject({ reason: 'model-failed', message: containing('three times') })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(supervised.processes).toHaveLength(3)
    engine.retry()
    ;(await supervised.current()).becomeReady()
    expect(engine.status()).toMatchObject({ state: 'ready', problem: null })
  })

  it('gives up when the process dies three times while nobody asks anything', async () => {
    for (const pause of [0, 1000]) {
      const process = pause === 0 ? await supervised.ready() : await supervised.current()
      if (pause > 0) process.becomeReady()
      process.exit(9)
      await vi.advanceTimersByTimeAsync(pause)
    }
    const last = await supervised.current()
    last.becomeReady()
    last.exit(9)
    expect(engine.status().problem?.message).toContain('while it was waiting for a question')
  })

  it('gives up a model that ends the process at each question, keeps the words, and answers once it is tried again', async () => {
    for (const pause of [0, 1000, 60_000]) {
      expect(await crashInAnswer()).toMatchObject({ text: 'so far', end: { reason: 'engine-crash' } })
      await vi.advanceTimersByTimeAsync(pause)
    }
    expect(supervised.processes).toHaveLength(3)
    const { state, problem } = engine.status()
    expect({ state, code: problem?.code }).toEqual({ state: 'failed', code: MODEL_CRASHES })
    expect(problem?.message).toContain('three times in a row, the last time while it was answering.')
    engine.retry()
    // A fresh record: two more crashes are forgiven.
    for (const pause of [0, 1000]) {
      await crashInAnswer()
      await vi.advanceTimersByTimeAsync(pause)
    }
    const process = await supervised.current()
    process.becomeReady()
    const reply = readReply(engine.generate(ask('?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.finish()
    expect((await reply).end.reason).toBe('end')
    expect(engine.status()).toMatchObject({ state: 'ready', problem: null })
  })

  it('refuses what waits when it gives up, with the same sentence', async () => {
    await crashInAnswer()
    await vi.advanceTimersByTimeAsync(0)
    await crashInAnswer()
    await vi.advanceTimersByTimeAsync(1000)
    const process = await supervised.current()
    process.becomeReady()
    const begun = readReply(engine.generate(ask('One?'), never))
    const waiting = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin(process.asked()[0])
    process.exit(6)
    expect((await begun).end.reason).toBe('engine-crash')
    expect((await waiting).end).toEqual({ reason: 'model-failed', message: engine.status().problem?.message })
  })

  it('treats a process that cannot even be started as one that crashed', async () => {
    supervised.startFailure = new Error('no such file')
    engine.useModel(MODEL_A)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(engine.status()).toMatchObject({ state: 'failed', problem: { code: MODEL_CRASHES } })
  })

  it('ends a process that sends what no engine sends', async () => {
    const process = await supervised.ready()
    process.sayAnything({ type: 'text', id: 'one', text: 7 })
    expect(process.killed).toBe(true)
    expect(engine.status().state).toBe('restarting')
  })
})

describe('EngineSupervisor, when the process hangs', () => {
  it('ends one that no longer answers, and says that it hung', async () => {
    const process = await supervised.ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('so far')
    await vi.advanceTimersByTimeAsync(30_000)
    expect(process.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(5000)
    expect(process.killed).toBe(true)
    expect(process.pings).toBe(6)
    expect(await reply).toMatchObject({ text: 'so far', end: { reason: 'engine-hang' } })
  })

  it('ends one that answers but gets nowhere for a minute', async () => {
    const process = await supervised.ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin()
    await supervised.passAlive(process, 60)
    expect(process.killed).toBe(false)
    await supervised.passAlive(process, 5)
    expect(process.killed).toBe(true)
    expect((await reply).end.reason).toBe('engine-hang')
  })

  it('ends one that gets nowhere after it was told to stop', async () => {
    const process = await supervised.ready()
    const stop = new AbortController()
    const reply = readReply(engine.generate(ask('One?'), stop.signal))
    await vi.advanceTimersByTimeAsync(0)
    stop.abort()
    expect((await reply).end.reason).toBe('stopped')
    await supervised.passAlive(process, 65)
    expect(process.killed).toBe(true)
  })

  it('leaves an idle one alone', async () => {
    const process = await supervised.ready()
    await supervised.passAlive(process, 500)
    expect(process.killed).toBe(false)
    expect(engine.status().state).toBe('ready')
  })
})

/** The process that was started, or the first, gets ready and dies in the middle of an answer. */
async function crashInAnswer() {
  if (supervised.processes.length === 0) engine.useModel(MODEL_A)
  const process = await supervised.current()
  process.becomeReady()
  const reply = readReply(engine.generate(ask('?'), never))
  await vi.advanceTimersByTimeAsync(0)
  process.write('so far')
  process.exit(6)
  return reply
}
