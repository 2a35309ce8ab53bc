import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EngineSupervisor } from '../../../electron/engine/supervisor.ts'
import type { EngineStatus } from '../../../shared/model/engine-status.ts'
import { FakeEngineProcess } from '../../fakes/fake-engine-process.ts'
import { ask, readReply } from '../../support/read-reply.ts'

const never = new AbortController().signal
const MODEL = { path: '/models/a.gguf', name: 'Model A', sizeBytes: 1, starter: false }
const OTHER = { path: '/models/b.gguf', name: 'Model B', sizeBytes: 2, starter: true }

let processes: FakeEngineProcess[]
let statuses: EngineStatus[]
let spawn: () => FakeEngineProcess
let engine: EngineSupervisor

beforeEach(() => {
  vi.useFakeTimers()
  processes = []
  statuses = []
  spawn = () => {
    const process = new FakeEngineProcess()
    processes.push(process)
    return process
  }
  engine = new EngineSupervisor({ spawn: () => spawn(), log: () => undefined })
  engine.onStatus((status) => statuses.push(status))
})
afterEach(async () => {
  const closed = engine.close()
  await vi.advanceTimersByTimeAsync(1000)
  await closed
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** The process that runs now; everything that is due at once has happened. */
async function current(): Promise<FakeEngineProcess> {
  await vi.advanceTimersByTimeAsync(0)
  const last = processes.at(-1)
  if (!last) throw new Error('No process was started')
  return last
}

async function ready(model = MODEL): Promise<FakeEngineProcess> {
  engine.useModel(model)
  const process = await current()
  process.becomeReady()
  return process
}

/** Lets time pass in which the process answers every ping. */
async function passAlive(process: FakeEngineProcess, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    await vi.advanceTimersByTimeAsync(5000)
    if (process.pid !== undefined) process.say({ type: 'pong' })
  }
}

describe('EngineSupervisor, starting', () => {
  it('starts nothing without a model, and says so to who asks', async () => {
    const { end } = await readReply(engine.generate(ask('Hello?'), never))
    expect(end).toMatchObject({ reason: 'no-model', message: expect.stringContaining('Choose a model file') })
    expect(processes).toHaveLength(0)
    expect(engine.status().state).toBe('no-model')
  })

  it('loads the model that is in use, and not again when it is named again', async () => {
    const process = await ready()
    engine.useModel({ ...MODEL })
    expect((await current()) === process).toBe(true)
    expect(process.received).toEqual([{ type: 'load', path: MODEL.path, maxThreads: null }])
    expect(engine.status()).toMatchObject({ state: 'ready', model: { name: 'Model A' }, device: 'Processor, 1 thread' })
  })

  it('starts the process of another model only when the one before is gone', async () => {
    const first = await ready()
    engine.useModel(OTHER)
    await vi.advanceTimersByTimeAsync(500)
    expect(processes).toHaveLength(1)
    expect(first.received.at(-1)).toEqual({ type: 'exit' })
    await vi.advanceTimersByTimeAsync(500)
    expect(first.killed).toBe(true)
    expect((await current()).received[0]).toMatchObject({ path: OTHER.path })
    expect(engine.status()).toMatchObject({
      state: 'starting',
      model: { name: 'Model B', starter: true },
      device: null,
    })
  })

  it('keeps a question that waits when the model changes, and refuses it when there is none left', async () => {
    engine.useModel(MODEL)
    const reply = readReply(engine.generate(ask('Hello?'), never))
    ;(await current()).exit(0)
    engine.useModel(OTHER)
    const second = await current()
    second.becomeReady()
    second.write('Hi.')
    second.finish()
    expect(await reply).toMatchObject({ text: 'Hi.', end: { reason: 'end', model: 'Model B' } })
    const refused = readReply(engine.generate(ask('Still there?'), never))
    await vi.advanceTimersByTimeAsync(0)
    engine.useModel(null)
    expect((await refused).end.reason).toBe('stopped')
    expect((await readReply(engine.generate(ask('And now?'), never))).end.reason).toBe('no-model')
  })
})

describe('EngineSupervisor, one request after the other', () => {
  it('asks the engine for the second when it is done with the first', async () => {
    const process = await ready()
    const first = readReply(engine.generate(ask('One?'), never))
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    expect(process.received).toHaveLength(2)
    process.write('1')
    process.finish()
    expect((await first).text).toBe('1')
    process.write('2')
    process.finish()
    expect((await second).text).toBe('2')
  })

  it('waits with the next one until a stopped one is really over, and mixes nothing', async () => {
    const process = await ready()
    const stop = new AbortController()
    const first = readReply(engine.generate(ask('One?'), stop.signal))
    await vi.advanceTimersByTimeAsync(0)
    const firstId = process.lastAsked()
    process.write('first')
    stop.abort()
    expect(await first).toMatchObject({ text: 'first', end: { reason: 'stopped', tokens: 1 } })
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    expect(process.received.at(-1)).toEqual({ type: 'stop', id: firstId })
    expect(engine.status().state).toBe('writing')
    process.write('late')
    process.finish('stopped')
    expect(process.lastAsked()).not.toBe(firstId)
    process.say({ type: 'text', id: firstId, text: 'very late', tokens: 2, tokensPerSecond: null })
    process.write('second')
    process.finish()
    expect((await second).text).toBe('second')
  })

  it('ends a request that failed inside the engine with a sentence, and goes on', async () => {
    const process = await ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.say({ type: 'done', id: process.lastAsked(), outcome: { reason: 'error', detail: 'a stack' } })
    const { end } = await reply
    expect(end).toMatchObject({ reason: 'error', message: expect.not.stringContaining('stack') })
    expect(engine.status().state).toBe('ready')
  })
})

describe('EngineSupervisor, when the process dies', () => {
  it('reads no exit code as a good end, and starts again', async () => {
    const process = await ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('so far')
    process.exit(0)
    expect(await reply).toMatchObject({ text: 'so far', end: { reason: 'engine-crash' } })
    expect(engine.status()).toMatchObject({ state: 'restarting', device: null })
    expect((await current()) === process).toBe(false)
  })

  it('pauses for 0, 1, 4 and 15 seconds before restarts in a row', async () => {
    const pauses: number[] = []
    for (let crash = 0; crash < 5; crash += 1) {
      const process = crash === 0 ? await ready() : await current()
      if (crash > 0) process.becomeReady()
      const reply = readReply(engine.generate(ask('?'), never))
      await vi.advanceTimersByTimeAsync(0)
      process.exit(6)
      await reply
      const before = Date.now()
      const started = processes.length
      while (processes.length === started) await vi.advanceTimersToNextTimerAsync()
      pauses.push(Date.now() - before)
    }
    expect(pauses).toEqual([0, 1000, 4000, 15_000, 15_000])
  })

  it('answers a question that waits once it runs again', async () => {
    const process = await ready()
    const first = readReply(engine.generate(ask('One?'), never))
    const second = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.exit(11)
    await first
    const next = await current()
    next.becomeReady()
    next.write('2')
    next.finish()
    expect((await second).text).toBe('2')
  })

  it('gives up a model that crashes three times while it is loaded, until it is asked to try again', async () => {
    engine.useModel(MODEL)
    const reply = readReply(engine.generate(ask('One?'), never))
    for (const pause of [0, 1000, 0]) {
      ;(await current()).exit(6)
      await vi.advanceTimersByTimeAsync(pause)
    }
    expect((await reply).end).toMatchObject({ reason: 'model-failed', message: expect.stringContaining('three times') })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(processes).toHaveLength(3)
    engine.retry()
    ;(await current()).becomeReady()
    expect(engine.status()).toMatchObject({ state: 'ready', problem: null })
  })

  it('gives up when the process dies three times while nobody asks anything', async () => {
    for (const pause of [0, 1000]) {
      const process = pause === 0 ? await ready() : await current()
      if (pause > 0) process.becomeReady()
      process.exit(9)
      await vi.advanceTimersByTimeAsync(pause)
    }
    const last = await current()
    last.becomeReady()
    last.exit(9)
    expect(engine.status().problem?.message).toContain('while it was waiting for a question')
  })

  it('treats a process that cannot even be started as one that crashed', async () => {
    spawn = () => {
      throw new Error('no such file')
    }
    engine.useModel(MODEL)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(engine.status()).toMatchObject({ state: 'failed', problem: { code: 'model-failed' } })
  })

  it('ends a process that sends what no engine sends', async () => {
    const process = await ready()
    process.sayAnything({ type: 'text', id: 'one', text: 7 })
    expect(process.killed).toBe(true)
    expect(engine.status().state).toBe('restarting')
  })
})

describe('EngineSupervisor, when the process hangs', () => {
  it('ends one that no longer answers, and says that it hung', async () => {
    const process = await ready()
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
    const process = await ready()
    const reply = readReply(engine.generate(ask('One?'), never))
    await passAlive(process, 60)
    expect(process.killed).toBe(false)
    await passAlive(process, 5)
    expect(process.killed).toBe(true)
    expect((await reply).end.reason).toBe('engine-hang')
  })

  it('ends one that gets nowhere after it was told to stop', async () => {
    const process = await ready()
    const stop = new AbortController()
    const reply = readReply(engine.generate(ask('One?'), stop.signal))
    await vi.advanceTimersByTimeAsync(0)
    stop.abort()
    expect((await reply).end.reason).toBe('stopped')
    await passAlive(process, 65)
    expect(process.killed).toBe(true)
  })

  it('leaves an idle one alone', async () => {
    const process = await ready()
    await passAlive(process, 3600)
    expect(process.killed).toBe(false)
    expect(engine.status().state).toBe('ready')
  })
})

describe('EngineSupervisor, closing', () => {
  it('ends the process, refuses what waits and tells nothing more', async () => {
    const process = await ready()
    const running = readReply(engine.generate(ask('One?'), never))
    const waiting = readReply(engine.generate(ask('Two?'), never))
    await vi.advanceTimersByTimeAsync(0)
    const told = statuses.length
    const closed = engine.close()
    process.write('late')
    process.exit(0)
    await closed
    expect(await running).toMatchObject({ text: '', end: { reason: 'stopped' } })
    expect((await waiting).end).toMatchObject({ reason: 'no-model', message: expect.stringContaining('closing') })
    expect(statuses).toHaveLength(told)
    expect(engine.status().state).toBe('stopped')
  })

  it('starts nothing afterwards', async () => {
    await engine.close()
    engine.useModel(MODEL)
    engine.retry()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(processes).toHaveLength(0)
    expect((await readReply(engine.generate(ask('One?'), never))).end.reason).toBe('no-model')
  })
})
