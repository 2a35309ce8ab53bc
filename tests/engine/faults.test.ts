import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import type { ToEngine } from '../../electron/engine/protocol.ts'
import { PROCESSOR_RUNG } from '../../electron/engine/rung.ts'
import { ENGINE_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { type EngineUnderTest, modelFile, startEngine } from '../support/engine-under-test.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const LONG_REPLY = { temperature: 1, seed: 1, maxTokens: 7000 }
const QUICK = { restartDelaysMs: [0, 1] }

async function expectAnswer({ engine }: EngineUnderTest): Promise<void> {
  expect((await readReply(engine.generate(ask('Hello?'), never))).text).toBe(SCRIPTED_REPLY)
}

/** Sends a signal to the engine process while it writes; what was shown by then must be in the reply. */
async function signalMidReply(started: EngineUnderTest, signal: NodeJS.Signals) {
  const reply = await readReply(started.engine.generate(ask('Talk.', LONG_REPLY), never), (event, text) => {
    const pid = started.processes.at(-1)?.pid
    if (event.type === 'text' && text.length > 20 && pid !== undefined) process.kill(pid, signal)
  })
  expect(reply.text.length).toBeGreaterThan(20)
  return reply.end
}

describe('A model that aborts the engine process', () => {
  it('is given up after three crashes, with a sentence, and another model then works', async () => {
    const started = startEngine({ limits: QUICK })
    const { engine, processes, log } = started
    engine.useModel(modelFile(TINY_MODELS.aborting, 'Bad model'))
    const { text, end } = await readReply(engine.generate(ask('Hello?'), never))
    const message =
      '“Bad model” stopped the engine three times in a row, the last time while it was being loaded. ' +
      'Your conversations are safe, with what was written. ' +
      'Let its file be checked, try again, perhaps with a smaller context, or choose another model.'
    expect({ text, end }).toEqual({ text: '', end: { reason: 'model-failed', message } })
    expect(engine.status()).toMatchObject({ state: 'failed', problem: { code: MODEL_CRASHES, message } })
    expect(processes).toHaveLength(3)
    expect(log.join('\n')).toContain('GGML_ASSERT')
    expect((await readReply(engine.generate(ask('Still?'), never))).end).toEqual({ reason: 'model-failed', message })
    expect(processes).toHaveLength(3)
    engine.useModel(modelFile(TINY_MODELS.scripted))
    await expectAnswer(started)
  })

  it('is tried again when somebody asks for it', async () => {
    const { engine, processes } = startEngine({ limits: QUICK })
    engine.useModel(modelFile(TINY_MODELS.aborting))
    await until(() => engine.status().state === 'failed')
    engine.retry()
    expect(engine.status()).toMatchObject({ state: 'starting', problem: null })
    await until(() => engine.status().state === 'failed')
    expect(processes).toHaveLength(6)
  })
})

describe('A model that cannot be loaded', () => {
  it.each([
    ['truncated', TINY_MODELS.truncated],
    ['missing', '/nowhere/missing.gguf'],
  ])('because it is %s is told in a sentence, and another one then works', async (_why, path) => {
    const started = startEngine({ limits: QUICK })
    const { engine, processes } = started
    engine.useModel(modelFile(path, 'Broken'))
    const sentence: unknown = expect.stringContaining('“Broken” could not be loaded')
    const { end } = await readReply(engine.generate(ask('Hello?'), never))
    expect(end).toMatchObject({
      reason: 'model-failed',
      message: sentence,
    })
    expect(engine.status()).toMatchObject({ state: 'failed', device: null })
    expect(processes).toHaveLength(1)
    engine.useModel(modelFile(TINY_MODELS.scripted))
    await expectAnswer(started)
  })
})

describe('An engine process that dies or hangs while it writes', () => {
  it.each(['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGTERM'] as const)(
    'by %s loses nothing that was shown, and the next question works',
    async (signal) => {
      const started = startEngine({ limits: QUICK })
      started.engine.useModel(modelFile(TINY_MODELS.babbling))
      expect(await signalMidReply(started, signal)).toMatchObject({ reason: 'engine-crash' })
      started.engine.useModel(modelFile(TINY_MODELS.scripted))
      await expectAnswer(started)
    },
  )

  it('starts again by itself with the same model', async () => {
    const started = startEngine({ limits: QUICK })
    const { engine, statuses } = started
    engine.useModel(modelFile(TINY_MODELS.babbling))
    await signalMidReply(started, 'SIGKILL')
    await until(() => engine.status().state === 'ready')
    expect(statuses.map(({ state }) => state)).toContain('restarting')
    const next = await readReply(engine.generate(ask('Next.', { ...LONG_REPLY, maxTokens: 5 }), never))
    expect(next.end).toMatchObject({ reason: 'length', tokens: 5 })
    expect(started.processes).toHaveLength(2)
  })

  it('by being stopped is noticed, ended and started again', async () => {
    const started = startEngine({ limits: { ...QUICK, heartbeatMs: 100, heartbeatTimeoutMs: 10_000 } })
    started.engine.useModel(modelFile(TINY_MODELS.babbling))
    expect(await signalMidReply(started, 'SIGSTOP')).toMatchObject({ reason: 'engine-hang' })
    await until(() => started.engine.status().state === 'ready')
    expect(started.processes[0]?.pid).toBeUndefined()
  })
})

describe('Closing', () => {
  it('ends the process while it writes, and nothing is told afterwards', async () => {
    const { engine, processes, statuses } = startEngine()
    engine.useModel(modelFile(TINY_MODELS.babbling))
    const reply = readReply(engine.generate(ask('Talk.', LONG_REPLY), never))
    await until(() => engine.status().state === 'writing')
    const told = statuses.length
    await engine.close()
    expect(processes[0]?.pid).toBeUndefined()
    expect((await reply).end.reason).toBe('stopped')
    expect(engine.status().state).toBe('stopped')
    expect(statuses).toHaveLength(told)
  })

  it('ends a process that no longer listens', async () => {
    const { engine, processes } = startEngine({ limits: { exitGraceMs: 50 } })
    engine.useModel(modelFile(TINY_MODELS.scripted))
    await until(() => engine.status().state === 'ready')
    const pid = processes[0]?.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    await engine.close()
    expect(processes[0]?.pid).toBeUndefined()
    expect(() => process.kill(pid, 0)).toThrow()
  })

  it('leaves no process behind when main itself is gone', async () => {
    const child = fork(ENGINE_ENTRY, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const exited = once(child, 'exit')
    const load: ToEngine = {
      type: 'load',
      path: TINY_MODELS.scripted,
      maxThreads: 1,
      contextSize: null,
      rung: PROCESSOR_RUNG,
    }
    child.send(load)
    await once(child, 'message')
    child.disconnect()
    expect(await exited).toEqual([0, null])
  })
})
