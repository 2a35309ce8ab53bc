import { describe, expect, it } from 'vitest'
import { STARTER_MODEL, TINY_MODELS } from '../support/engine-paths.ts'
import { type EngineUnderTest, modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const LONG_REPLY = { temperature: 1, seed: 1, maxTokens: 7000 }
/** About 7,000 tokens, so more than a hundred chunks. */
const LONG_PROMPT = '@'.repeat(7000)

function babbling(): EngineUnderTest {
  const started = startEngine()
  started.engine.useModel(modelFile(TINY_MODELS.babbling))
  return started
}

function outcomes({ messages }: EngineUnderTest) {
  return messages.flatMap((message) => (message.type === 'done' ? [message.outcome] : []))
}

/** The engine is idle, and its process tells the same. */
async function expectIdleAndUsable(started: EngineUnderTest): Promise<void> {
  await until(() => started.engine.status().state === 'ready')
  const { end } = await readReply(started.engine.generate(ask('Next.', { ...LONG_REPLY, maxTokens: 5 }), never))
  expect(end).toMatchObject({ reason: 'length', tokens: 5 })
  expect(started.processes).toHaveLength(1)
}

describe('Stopping', () => {
  it('while the reply is written keeps what was written and frees the engine', async () => {
    const started = babbling()
    const stop = new AbortController()
    let shown = ''
    const reply = await readReply(started.engine.generate(ask('Talk.', LONG_REPLY), stop.signal), (event, text) => {
      if (event.type === 'text' && text.length > 20) stop.abort()
      if (!stop.signal.aborted) shown = text
    })
    expect(reply.end).toMatchObject({ reason: 'stopped' })
    expect(reply.text.startsWith(shown)).toBe(true)
    expect(reply.end).toHaveProperty('tokens', expect.any(Number))
    await expectIdleAndUsable(started)
    expect(outcomes(started)[0]).toMatchObject({ reason: 'stopped' })
  })

  it('while the prompt is read evaluates no more than the chunk that runs', async () => {
    const started = babbling()
    const stop = new AbortController()
    const reply = await readReply(started.engine.generate(ask(LONG_PROMPT, { maxTokens: 1 }), stop.signal), () =>
      stop.abort(),
    )
    expect(reply).toMatchObject({ text: '', end: { reason: 'stopped', tokens: 0 } })
    await expectIdleAndUsable(started)
    const read = started.messages.flatMap((message) =>
      message.type === 'reading' && message.id === 1 ? [message] : [],
    )
    expect(read.at(-1)?.progress).toBeLessThan(1)
    expect(outcomes(started)[0]).toMatchObject({ reason: 'stopped', tokens: 0 })
  })

  it('while the model is loaded ends the request at once, and the model goes on loading', async () => {
    const started = startEngine()
    // The starter takes long enough to load.
    started.engine.useModel(modelFile(STARTER_MODEL))
    const stop = new AbortController()
    const reply = readReply(started.engine.generate(ask('Talk.', LONG_REPLY), stop.signal))
    await until(() => started.messages.some(({ type }) => type === 'load-progress'))
    stop.abort()
    expect(await reply).toMatchObject({ text: '', end: { reason: 'stopped', promptTokens: 0, tokens: 0 } })
    expect(started.messages.some(({ type }) => type === 'loaded')).toBe(false)
    expect(started.engine.status().device).toBeNull()
    await expectIdleAndUsable(started)
  })

  it('before it began ends the request without asking the engine', async () => {
    const started = babbling()
    const reply = await readReply(started.engine.generate(ask('Talk.', LONG_REPLY), AbortSignal.abort()))
    expect(reply.end.reason).toBe('stopped')
    await expectIdleAndUsable(started)
    expect(outcomes(started)).toHaveLength(1)
  })

  it('one of two questions leaves the reply to the other alone', async () => {
    const started = babbling()
    const stopFirst = new AbortController()
    const stopSecond = new AbortController()
    const first = readReply(started.engine.generate(ask('One.', LONG_REPLY), stopFirst.signal))
    const second = readReply(started.engine.generate(ask('Two.', LONG_REPLY), stopSecond.signal))
    await until(() => started.engine.status().state === 'writing')
    stopSecond.abort()
    expect((await second).end).toMatchObject({ reason: 'stopped' })
    expect(started.engine.status().state).toBe('writing')
    stopFirst.abort()
    expect((await first).text).not.toBe('')
    await expectIdleAndUsable(started)
  })

  it('by no longer reading the reply frees the engine too', async () => {
    const started = babbling()
    for await (const event of started.engine.generate(ask('Talk.', LONG_REPLY), never)) {
      if (event.type === 'text') break
    }
    await expectIdleAndUsable(started)
    expect(outcomes(started)[0]).toMatchObject({ reason: 'stopped' })
  })
})
