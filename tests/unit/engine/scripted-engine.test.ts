import { describe, expect, it } from 'vitest'
import type { EngineEvent, GenerateEnd } from '../../../electron/engine/engine.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { ask } from '../../support/read-reply.ts'

async function readAll(generation: AsyncGenerator<EngineEvent, GenerateEnd, undefined>) {
  let text = ''
  for (;;) {
    const step = await generation.next()
    if (step.done) return { text, end: step.value }
    if (step.value.type === 'text') text += step.value.text
  }
}

const never = new AbortController().signal

describe('ScriptedEngine', () => {
  it('plays the reply that matches the question', async () => {
    const engine = new ScriptedEngine([{ match: 'sky', tokens: ['Bl', 'ue.'] }, { tokens: ['What?'] }])
    const { text, end } = await readAll(engine.generate(ask('Why is the sky?'), never))
    expect(text).toBe('Blue.')
    expect(end).toMatchObject({ reason: 'end', tokens: 2, model: 'Scripted model' })
    expect(engine.status().state).toBe('ready')
  })

  it('lets a test write a reply step by step, and a second question waits for its turn', async () => {
    const engine = new ScriptedEngine()
    const first = readAll(engine.generate(ask('one'), never))
    const second = readAll(engine.generate(ask('two'), never))
    const turn = await engine.nextTurn()
    expect(engine.requests).toHaveLength(1)
    turn.write('a', 'b')
    turn.finish('length')
    expect(await first).toMatchObject({ text: 'ab', end: { reason: 'length' } })
    const next = await engine.nextTurn()
    expect(next.request.turns[0]?.text).toBe('two')
    next.finish()
    expect((await second).end.reason).toBe('end')
  })

  it('ends a turn as stopped when it is aborted, waiting or running', async () => {
    const engine = new ScriptedEngine()
    const running = new AbortController()
    const waiting = new AbortController()
    const first = readAll(engine.generate(ask('one'), running.signal))
    const second = readAll(engine.generate(ask('two'), waiting.signal))
    const turn = await engine.nextTurn()
    turn.write('kept')
    waiting.abort()
    expect(await second).toMatchObject({ text: '', end: { reason: 'stopped' } })
    running.abort()
    expect(await first).toMatchObject({ text: 'kept', end: { reason: 'stopped' } })
    expect(engine.requests).toHaveLength(1)
  })

  it('keeps the text of a turn in which the engine crashes', async () => {
    const engine = new ScriptedEngine()
    const reply = readAll(engine.generate(ask('one'), never))
    const turn = await engine.nextTurn()
    turn.write('so far')
    engine.crash()
    expect(await reply).toMatchObject({ text: 'so far', end: { reason: 'engine-crash' } })
    expect(engine.status().state).toBe('restarting')
    engine.recover()
    expect(engine.status().state).toBe('ready')
  })
})
