import { describe, expect, it } from 'vitest'
import type { ChatTurn, GenerateRequest } from '../../electron/engine/engine.ts'
import type { Priority } from '../../electron/engine/priority.ts'
import type { FromEngine } from '../../electron/engine/protocol.ts'
import { NARROW_ENGINE_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const LONG: ChatTurn = { role: 'user', text: 'a long question '.repeat(60) }

/** A model that is loaded with room for one conversation first. */
function start() {
  const started = startEngine({ entry: NARROW_ENGINE_ENTRY })
  started.engine.useModel(modelFile(TINY_MODELS.scripted))
  return started
}

function request(turns: readonly ChatTurn[], priority: Priority): GenerateRequest {
  return { ...ask(''), turns, priority }
}

function at(messages: readonly FromEngine[], type: FromEngine['type'], id?: number): number {
  return messages.findIndex(
    (message) => message.type === type && (id === undefined || ('id' in message && message.id === id)),
  )
}

describe('A model whose context takes much memory', () => {
  it('is ready with room for one conversation, and soon has room for the others', async () => {
    const { engine, messages } = start()
    await until(() => messages.some(({ type }) => type === 'widened'))
    expect(messages[at(messages, 'loaded')]).toMatchObject({ widens: true })
    expect(at(messages, 'loaded')).toBeLessThan(at(messages, 'widening'))
    expect(at(messages, 'widening')).toBeLessThan(at(messages, 'widened'))
    expect(messages.find(({ type }) => type === 'widened')).toEqual({ type: 'widened', sequences: 4 })
    const questions = ['One?', 'Two?', 'Three?', 'Four?'].map((text) => request([{ role: 'user', text }], 'quick'))
    const replies = await Promise.all(questions.map((question) => readReply(engine.generate(question, never))))
    expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 4 }, () => SCRIPTED_REPLY))
    // All of them begin before the first one ends: each had a place.
    const begun = [1, 2, 3, 4].map((id) => at(messages, 'prompt', id))
    const ended = [1, 2, 3, 4].map((id) => at(messages, 'done', id))
    expect(Math.max(...begun)).toBeLessThan(Math.min(...ended))
  })

  it('answers what waited for it first, and then reads that conversation again for what follows', async () => {
    const { engine, messages, log } = start()
    const { text } = await readReply(engine.generate(request([LONG], 'chat'), never))
    expect(text).toBe(SCRIPTED_REPLY)
    await until(() => messages.some(({ type }) => type === 'widened'))
    expect(at(messages, 'done', 1)).toBeLessThan(at(messages, 'widened'))
    await until(() => log.some((line) => line.includes('was read again')))
    const turns: ChatTurn[] = [LONG, { role: 'assistant', text }, { role: 'user', text: 'And?' }]
    expect((await readReply(engine.generate(request(turns, 'chat'), never))).text).toBe(SCRIPTED_REPLY)
    const prompt = messages[at(messages, 'prompt', 2)]
    if (prompt?.type !== 'prompt') throw new Error('The follow-up was not read')
    expect(prompt.promptTokens - prompt.reusedTokens).toBeLessThan(30)
  })

  it('begins background work only with room for the others, or it would go on with one place', async () => {
    const { engine, messages } = start()
    const texts = ['One.', 'Two.', 'Three.']
    const parts = texts.map((text) =>
      readReply(engine.generate(request([{ role: 'user', text }], 'background'), never)),
    )
    for (const { text } of await Promise.all(parts)) expect(text).toBe(SCRIPTED_REPLY)
    expect(at(messages, 'widened')).toBeLessThan(at(messages, 'prompt'))
  })
})
