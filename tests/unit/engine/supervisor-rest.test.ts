import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineSupervisor } from '../../../electron/engine/supervisor.ts'
import { ONE_THREAD } from '../../fakes/engine-details.ts'
import { ask, readReply } from '../../support/read-reply.ts'
import { MODEL_A, SupervisedEngine } from '../../support/supervised-engine.ts'

const never = new AbortController().signal
const TEN_MINUTES = 600

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

describe('EngineSupervisor, when nobody asks', () => {
  it('frees the memory after ten minutes by ending the process', async () => {
    const process = await supervised.ready()
    await supervised.passAlive(process, TEN_MINUTES - 5)
    expect(engine.status().state).toBe('ready')
    await vi.advanceTimersByTimeAsync(5000)
    expect(process.received.at(-1)).toEqual({ type: 'exit' })
    expect(engine.status()).toMatchObject({ state: 'resting', device: null, model: { name: 'Model A' } })
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(supervised.processes).toHaveLength(1)
  })

  it('counts the ten minutes from the last answer', async () => {
    const process = await supervised.ready()
    await supervised.passAlive(process, TEN_MINUTES - 60)
    const reply = readReply(engine.generate(ask('Hello?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin()
    await supervised.passAlive(process, 55)
    process.finish()
    await reply
    await supervised.passAlive(process, TEN_MINUTES - 5)
    expect(engine.status().state).toBe('ready')
    await vi.advanceTimersByTimeAsync(5000)
    expect(engine.status().state).toBe('resting')
  })

  it('counts them also when somebody who listens to its status fails', async () => {
    const process = await supervised.ready()
    await supervised.passAlive(process, TEN_MINUTES - 60)
    engine.onStatus(({ state }) => {
      if (state === 'ready') throw new Error('broken')
    })
    const reply = readReply(engine.generate(ask('Hello?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.begin()
    process.finish()
    await reply
    expect(supervised.logged.filter((line) => line.includes('broken'))).toHaveLength(1)
    await supervised.passAlive(process, TEN_MINUTES)
    expect(engine.status().state).toBe('resting')
  })

  it('wakes for a question, and answers it', async () => {
    await rested()
    const reply = readReply(engine.generate(ask('Hello?'), never))
    const next = await supervised.current()
    expect(engine.status().state).toBe('starting')
    next.becomeReady()
    next.write('Hi.')
    next.finish()
    expect(await reply).toMatchObject({ text: 'Hi.', end: { reason: 'end' } })
  })

  it('wakes when a question may come soon, once', async () => {
    await rested()
    engine.warm()
    engine.warm()
    ;(await supervised.current()).becomeReady()
    expect(supervised.processes).toHaveLength(2)
    expect(engine.status().state).toBe('ready')
  })

  it('wakes with another model when one is chosen meanwhile', async () => {
    await rested()
    engine.useModel({ ...MODEL_A, path: '/models/c.gguf' })
    expect((await supervised.current()).received[0]).toMatchObject({ path: '/models/c.gguf' })
  })
})

describe('EngineSupervisor, after the computer slept', () => {
  it('leaves the processor alone', async () => {
    await supervised.ready()
    engine.wake()
    await supervised.current()
    expect(supervised.processes).toHaveLength(1)
  })

  it('loads the model anew where a graphics card is used', async () => {
    const process = await onCard()
    engine.wake()
    process.exit(0)
    await supervised.current()
    expect(supervised.processes).toHaveLength(2)
  })

  it('does so only when the answer that is being written has ended', async () => {
    const process = await onCard()
    const reply = readReply(engine.generate(ask('Hello?'), never))
    await vi.advanceTimersByTimeAsync(0)
    process.write('Hi.')
    engine.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(process.received.at(-1)?.type).toBe('generate')
    process.finish()
    expect((await reply).end.reason).toBe('end')
    expect(process.received.at(-1)).toEqual({ type: 'exit' })
    process.exit(0)
    await supervised.current()
    expect(supervised.processes).toHaveLength(2)
  })
})

async function rested(): Promise<void> {
  const process = await supervised.ready()
  await supervised.passAlive(process, TEN_MINUTES)
  process.exit(0)
  expect(engine.status().state).toBe('resting')
}

async function onCard() {
  engine.useModel(MODEL_A)
  const process = await supervised.current()
  const details = { ...ONE_THREAD, backend: 'vulkan' as const, cards: ['A card'] }
  process.say({ type: 'loaded', device: 'A card', contextSize: 8192, details, widens: false })
  return process
}
