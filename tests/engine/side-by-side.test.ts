import { describe, expect, it } from 'vitest'
import type { ChatTurn, GenerateRequest } from '../../electron/engine/engine.ts'
import type { Priority } from '../../electron/engine/priority.ts'
import { TINY_MODELS } from '../support/engine-paths.ts'
import { type EngineUnderTest, modelFile, startEngine } from '../support/engine-under-test.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
/** The looping model says its one sentence again and again. */
const LOOP = SCRIPTED_REPLY.repeat(30)

function start(model: string): EngineUnderTest {
  const started = startEngine()
  started.engine.useModel(modelFile(model))
  return started
}

function request(question: string, priority: Priority, maxTokens: number): GenerateRequest {
  return { ...ask(question, { maxTokens }), priority }
}

function prompts({ messages }: EngineUnderTest) {
  return messages.flatMap((message) => (message.type === 'prompt' ? [message] : []))
}

/** Ids in the order in which their texts came, each run of one id once. */
function turnsOf({ messages }: EngineUnderTest): number[] {
  const ids = messages.flatMap((message) => (message.type === 'text' ? [message.id] : []))
  return ids.filter((id, index) => id !== ids[index - 1])
}

describe('Several requests at once', () => {
  it('each get their own answer, from one batch after the other', async () => {
    const started = start(TINY_MODELS.looping)
    const asked = ['One?', 'Two?', 'Three?'].map((question) =>
      readReply(started.engine.generate(request(question, 'background', 60), never)),
    )
    for (const { text, end } of await Promise.all(asked)) {
      expect(end).toMatchObject({ reason: 'length', tokens: 60 })
      expect(LOOP.startsWith(text)).toBe(true)
    }
    // No reply waits for the end of another.
    const turns = turnsOf(started)
    const begun = [1, 2, 3].map((id) => turns.indexOf(id))
    const ended = [1, 2, 3].map((id) => turns.lastIndexOf(id))
    expect(Math.max(...begun)).toBeLessThan(Math.min(...ended))
  })

  it('stand still for a quick question, and go on without losing a word', async () => {
    const started = start(TINY_MODELS.looping)
    const { engine, messages } = started
    const summary = readReply(engine.generate(request('Sum up.', 'background', 150), never))
    await until(() => messages.some(({ type }) => type === 'text'))
    const quick = await readReply(engine.generate(request('Quick?', 'quick', 20), never))
    expect(quick.end).toMatchObject({ reason: 'length', tokens: 20 })
    const { text, end } = await summary
    expect(end).toMatchObject({ reason: 'length', tokens: 150 })
    expect(LOOP.startsWith(text)).toBe(true)
    // The summary's words, then the quick question's without any of the summary's between them, then the summary's.
    expect(turnsOf(started)).toEqual([1, 2, 1])
  })

  it('are interrupted while their prompt is read, and read on where they were', async () => {
    const started = start(TINY_MODELS.scripted)
    const { engine, messages } = started
    const summary = readReply(engine.generate(request('@'.repeat(7000), 'background', 200), never))
    await until(() => messages.some(({ type }) => type === 'reading'))
    const quick = await readReply(engine.generate(request('Quick?', 'quick', 200), never))
    expect(quick.text).toBe(SCRIPTED_REPLY)
    expect(messages.some((message) => message.type === 'text' && message.id === 1)).toBe(false)
    expect((await summary).text).toBe(SCRIPTED_REPLY)
    const progress = messages.flatMap((message) =>
      message.type === 'reading' && message.id === 1 ? [message.progress] : [],
    )
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(new Set(progress).size).toBe(progress.length)
  })

  it('give up their place when all are taken, and end with the same words', async () => {
    const started = start(TINY_MODELS.looping)
    const { engine, messages } = started
    await until(() => engine.status().state === 'ready')
    const places = engine.status().details?.sequences ?? 0
    expect(places).toBeGreaterThan(1)
    const background = Array.from({ length: places - 1 }, () =>
      readReply(engine.generate(request('Sum up.', 'background', 150), never)),
    )
    await until(() => new Set(turnsOf(started)).size === background.length)
    const urgent = Array.from({ length: 2 }, () => readReply(engine.generate(request('Quick?', 'quick', 150), never)))
    for (const { end } of await Promise.all(urgent)) expect(end).toMatchObject({ reason: 'length', tokens: 150 })
    for (const { text, end } of await Promise.all(background)) {
      expect(end).toMatchObject({ reason: 'length', tokens: 150 })
      expect(LOOP.startsWith(text)).toBe(true)
    }
    const urgentIds = [places, places + 1]
    const ended = messages.flatMap((message) => (message.type === 'done' ? [message.id] : []))
    expect(ended.slice(0, 2).sort((a, b) => a - b)).toEqual(urgentIds)
    // Neither waited for the other's place.
    const firstEnd = messages.findIndex(({ type }) => type === 'done')
    const writing = messages.slice(0, firstEnd).flatMap((message) => (message.type === 'text' ? [message.id] : []))
    expect(writing).toEqual(expect.arrayContaining(urgentIds))
  })

  it('are stopped while they stand still, at once', async () => {
    const { engine, messages } = start(TINY_MODELS.looping)
    const stop = new AbortController()
    const summary = readReply(engine.generate(request('Sum up.', 'background', 400), stop.signal))
    await until(() => messages.some(({ type }) => type === 'text'))
    const chat = readReply(engine.generate(request('Chat?', 'chat', 200), never))
    await until(() => messages.some((message) => message.type === 'text' && message.id === 2))
    stop.abort()
    await until(() => messages.some((message) => message.type === 'done' && message.id === 1))
    expect((await summary).end).toMatchObject({ reason: 'stopped' })
    expect(messages.some((message) => message.type === 'done' && message.id === 2)).toBe(false)
    expect((await chat).end).toMatchObject({ reason: 'length', tokens: 200 })
  })
})

describe('Conversations that alternate', () => {
  it('stay evaluated side by side, beside a quick question', async () => {
    const started = start(TINY_MODELS.scripted)
    const chats = ['first '.repeat(40), 'second '.repeat(40)].map((text): ChatTurn[] => [{ role: 'user', text }])
    const next = async (turns: ChatTurn[], priority: Priority = 'chat') => {
      const { text } = await readReply(started.engine.generate({ ...ask(''), turns, priority }, never))
      turns.push({ role: 'assistant', text }, { role: 'user', text: 'And?' })
    }
    for (const turns of chats) await next(turns)
    await next([{ role: 'user', text: 'quick '.repeat(40) }], 'quick')
    for (const turns of chats) await next(turns)
    const [, , , third, fourth] = prompts(started)
    for (const prompt of [third, fourth]) {
      expect((prompt?.promptTokens ?? 0) - (prompt?.reusedTokens ?? 0)).toBeLessThan(30)
    }
  })

  /** Four exchanges of which each is long beside a short question. */
  const EXCHANGES = ['One', 'Two', 'Three', 'Four'].flatMap((number): ChatTurn[] => [
    { role: 'user', text: `${number} ${'long question '.repeat(10)}` },
    { role: 'assistant', text: 'yes '.repeat(20) },
  ])

  function asking(before: readonly ChatTurn[], question: string, conversation: string): GenerateRequest {
    return { ...ask(''), turns: [...before, { role: 'user', text: question }], conversation }
  }

  it.each([1, 2, 3, 4])('keep what stands before an edited message, with %i exchanges before it', async (at) => {
    const started = start(TINY_MODELS.scripted)
    const answer = (request: GenerateRequest) => readReply(started.engine.generate(request, never))
    await answer(asking(EXCHANGES, 'And then?', 'a'))
    const before = EXCHANGES.slice(0, 2 * at)
    await answer(asking(before, 'Or rather this?', 'a'))
    const [, second] = prompts(started)
    expect(second?.reusedTokens).toBeGreaterThan(50 * at)
    expect((second?.promptTokens ?? 0) - (second?.reusedTokens ?? 0)).toBeLessThan(30)
  })

  it('stay evaluated while an early message of another is edited again and again', async () => {
    const started = start(TINY_MODELS.scripted)
    const answer = (request: GenerateRequest) => readReply(started.engine.generate(request, never))
    await answer(asking(EXCHANGES, 'And then?', 'a'))
    const edited = ['Edited', 'Improved', 'Changed', 'Perfect'].map((word) => `${word} ${'question '.repeat(20)}`)
    for (const question of edited) await answer(asking([], question, 'b'))
    await answer({ ...ask('Quick?'), priority: 'quick' })
    await answer(asking(EXCHANGES, 'Or rather this?', 'a'))
    const last = prompts(started).at(-1)
    expect((last?.promptTokens ?? 0) - (last?.reusedTokens ?? 0)).toBeLessThan(30)
  })
})
