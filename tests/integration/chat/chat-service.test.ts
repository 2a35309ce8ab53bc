import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ChatService } from '../../../electron/chat/chat-service.ts'
import { Ballast } from '../../../electron/storage/ballast.ts'
import type { ChatEnd, ChatFrame } from '../../../shared/ipc/contract.ts'
import { Settings } from '../../../shared/model/settings.ts'
import type { Result } from '../../../shared/result.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { answered, openStore, type StoreUnderTest } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function start(engine = new ScriptedEngine(), folder = tempFolder()) {
  const store = openStore(folder)
  closing.push(() => store.close())
  const published: string[] = []
  const logged: string[] = []
  const chat = new ChatService({
    conversations: store.conversations,
    messages: store.messages,
    engine,
    ballast: new Ballast(join(folder, 'agate.db')),
    settings: () => Settings.parse({}),
    publish: (group, name) => published.push(`${group}:${name}`),
    newId: randomUUID,
    log: (_level, event) => logged.push(event),
  })
  return { chat, store, engine, published, logged, folder }
}

/** Reads a stream in the background, as a window does. */
function follow(stream: AsyncGenerator<ChatFrame, Result<ChatEnd>, undefined>) {
  const frames: ChatFrame[] = []
  const ended = (async () => {
    for (;;) {
      const next = await stream.next()
      if (next.done === true) return next.value
      frames.push(next.value)
    }
  })()
  return {
    frames,
    ended,
    text: () => frames.map(({ text }) => text ?? '').join(''),
    started: () => frames.find(({ started }) => started)?.started,
  }
}

const never = new AbortController().signal

function ask(chat: ChatService, text: string, conversationId: string | null = null, signal: AbortSignal = never) {
  return follow(chat.send({ conversationId, text }, signal))
}

const lastReply = (store: StoreUnderTest, id: string) => store.messages.list(id).at(-1)

describe('ChatService.send', () => {
  it('saves question and reply before the engine hears of them, and all of it in the end', async () => {
    const { chat, store, engine, published } = start()
    const reading = ask(chat, 'Name three colours')
    const turn = await engine.nextTurn()
    const id = reading.started()?.conversationId ?? ''
    expect(store.messages.list(id)).toMatchObject([{ text: 'Name three colours' }, { text: '', status: 'streaming' }])
    turn.write('Red, ', 'green, ', 'blue')
    turn.finish()
    expect(await reading.ended).toMatchObject({
      ok: true,
      value: { status: 'complete', endReason: 'end', figures: { tokens: 3 } },
    })
    expect(reading.text()).toBe('Red, green, blue')
    expect(lastReply(store, id)).toMatchObject({
      text: 'Red, green, blue',
      status: 'complete',
      figures: { tokens: 3, omittedMessages: 0 },
    })
    expect(store.conversations.list()).toMatchObject([{ id, title: 'Name three colours' }])
    expect(published.filter((event) => event === 'conversations:changed')).toHaveLength(2)
  })

  it('gives the model what was said before, and joins a question that got no answer with the next', async () => {
    const { chat, store, engine } = start()
    const id = answered(store, 'First', 'One')
    const stopped = new AbortController()
    const unanswered = ask(chat, 'Second', id, stopped.signal)
    await engine.nextTurn()
    stopped.abort('user')
    await unanswered.ended
    const reading = ask(chat, 'Third', id)
    const turn = await engine.nextTurn()
    expect(turn.request.turns).toEqual([
      { role: 'user', text: 'First' },
      { role: 'assistant', text: 'One' },
      { role: 'user', text: 'Second\n\nThird' },
    ])
    turn.finish()
    await reading.ended
  })

  it('never shows or saves less text than before', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'Grow')
    const turn = await engine.nextTurn()
    const id = reading.started()?.conversationId ?? ''
    let before = ''
    for (let i = 0; i < 20; i++) {
      turn.write(`word${i} `)
      await expect.poll(() => reading.text()).toContain(`word${i} `)
      const saved = lastReply(store, id)?.text ?? ''
      expect(saved.startsWith(before)).toBe(true)
      before = saved
    }
    turn.finish()
    await reading.ended
    expect(lastReply(store, id)?.text).toBe(reading.text())
  })

  it('saves what is written within a quarter of a second, while it is still being written', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'Slowly')
    const turn = await engine.nextTurn()
    turn.write('Some words')
    await expect.poll(() => lastReply(store, reading.started()?.conversationId ?? '')?.text).toBe('Some words')
    expect(lastReply(store, reading.started()?.conversationId ?? '')?.status).toBe('streaming')
    turn.finish()
    await reading.ended
  })

  it('freezes the reply when it is stopped, also after opening again', async () => {
    const { chat, store, engine, folder } = start()
    const stop = new AbortController()
    const reading = ask(chat, 'Stop me', null, stop.signal)
    const turn = await engine.nextTurn()
    turn.write('Half ')
    await expect.poll(() => reading.text()).toBe('Half ')
    stop.abort('user')
    expect(await reading.ended).toMatchObject({ ok: true, value: { status: 'stopped', endReason: 'user' } })
    turn.write('and more')
    store.close()
    const again = openStore(folder)
    expect(lastReply(again, reading.started()?.conversationId ?? '')).toMatchObject({
      text: 'Half ',
      status: 'stopped',
    })
    again.close()
  })

  it('says that the window was closed when that is why it stopped', async () => {
    const { chat, store, engine } = start()
    const gone = new AbortController()
    const reading = ask(chat, 'Bye', null, gone.signal)
    const turn = await engine.nextTurn()
    turn.write('Half')
    await expect.poll(() => reading.text()).toBe('Half')
    gone.abort('window-closed')
    await reading.ended
    expect(lastReply(store, reading.started()?.conversationId ?? '')).toMatchObject({
      text: 'Half',
      endReason: 'window-closed',
    })
  })

  it('keeps what was written when its reader just leaves', async () => {
    const { chat, store, engine } = start()
    const stream = chat.send({ conversationId: null, text: 'Bye' }, never)
    const first = await stream.next()
    const next = stream.next()
    const turn = await engine.nextTurn()
    turn.write('Half')
    await next
    await stream.return({ ok: false, error: { code: 'busy', message: '' } })
    const id = first.done === true ? '' : (first.value.started?.conversationId ?? '')
    expect(lastReply(store, id)).toMatchObject({ text: 'Half', status: 'stopped', endReason: 'window-closed' })
  })

  it('never mixes two conversations that are asked at once', async () => {
    const { chat, store, engine } = start()
    const one = ask(chat, 'one')
    const two = ask(chat, 'two')
    for (let i = 0; i < 2; i++) {
      const turn = await engine.nextTurn()
      const word = turn.request.turns[0]?.text ?? ''
      for (let j = 0; j < 5; j++) turn.write(`${word} `)
      turn.finish()
    }
    await Promise.all([one.ended, two.ended])
    expect(one.text()).toBe('one one one one one ')
    expect(two.text()).toBe('two two two two two ')
    for (const reading of [one, two]) {
      expect(lastReply(store, reading.started()?.conversationId ?? '')?.text).toBe(reading.text())
    }
  })

  it('answers a second question in the same conversation with "busy" and writes nothing', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'First')
    const turn = await engine.nextTurn()
    const id = reading.started()?.conversationId ?? ''
    expect(await ask(chat, 'Second', id).ended).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(store.messages.list(id)).toHaveLength(2)
    turn.finish()
    await reading.ended
    expect((await ask(chat, ' \n', id).ended).ok).toBe(false)
  })

  it.each(['engine-crash', 'engine-hang'] as const)(
    'keeps the text when the engine ends by %s, and answers the next question',
    async (reason) => {
      const { chat, store, engine } = start()
      const reading = ask(chat, 'Crash')
      const turn = await engine.nextTurn()
      turn.write('So far')
      await expect.poll(() => reading.text()).toBe('So far')
      engine.crash(reason)
      expect(await reading.ended).toMatchObject({ ok: true, value: { status: 'interrupted', endReason: reason } })
      const id = reading.started()?.conversationId ?? ''
      expect(lastReply(store, id)).toMatchObject({ text: 'So far', status: 'interrupted', endReason: reason })
      engine.recover()
      const again = ask(chat, 'Again', id)
      const second = await engine.nextTurn()
      second.write('Fine')
      second.finish()
      expect((await again.ended).ok).toBe(true)
      expect(lastReply(store, id)?.text).toBe('Fine')
    },
  )

  it('takes the turn back when no model can answer', async () => {
    const { chat, store } = start(new ScriptedEngine([], null))
    expect(await ask(chat, 'Anybody?').ended).toMatchObject({ ok: false, error: { code: 'no-model' } })
    expect(store.conversations.list()).toEqual([])
  })

  it('refuses a question that is too long with its size, and keeps nothing of it', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'Long')
    const turn = await engine.nextTurn()
    turn.endWith({ reason: 'prompt-too-long', promptTokens: 262_144, limit: 7680 })
    expect(await reading.ended).toMatchObject({
      ok: false,
      error: {
        code: 'prompt-too-long',
        message: expect.stringMatching(/262,144 tokens.*7,680.*Nothing was cut/u) as string,
      },
    })
    expect(store.conversations.list()).toEqual([])
  })

  it('lets the oldest exchanges leave whole when the history no longer fits, and says how many', async () => {
    const { chat, store, engine } = start()
    const id = answered(store, 'q0', 'a0')
    for (let i = 1; i < 10; i++) answered(store, `q${i}`, `a${i}`, id)
    const reading = ask(chat, 'Now', id)
    const first = await engine.nextTurn()
    expect(first.request.turns).toHaveLength(21)
    first.endWith({ reason: 'prompt-too-long', promptTokens: 1000, limit: 800 })
    const second = await engine.nextTurn()
    const { turns } = second.request
    expect(turns.at(-1)).toEqual({ role: 'user', text: 'Now' })
    expect(turns.length).toBeLessThan(21)
    expect(turns[0]?.role).toBe('user')
    second.write('Yes')
    second.finish()
    const end = await reading.ended
    expect(end).toMatchObject({ ok: true, value: { figures: { omittedMessages: 21 - turns.length } } })
  })

  it('stores text without NUL and half characters, which SQLite and UTF-8 cannot hold', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'a\0b\uD800c👍')
    const turn = await engine.nextTurn()
    turn.finish()
    await reading.ended
    expect(store.messages.list(reading.started()?.conversationId ?? '')[0]?.text).toBe('ab\uFFFDc👍')
  })

  it('stops and saves everything before Agate closes', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'Quit')
    const turn = await engine.nextTurn()
    turn.write('Half')
    await expect.poll(() => reading.text()).toBe('Half')
    await chat.stopAll()
    expect(lastReply(store, reading.started()?.conversationId ?? '')).toMatchObject({
      text: 'Half',
      status: 'stopped',
      endReason: 'window-closed',
    })
  })

  it('keeps what fits when the disk is full while it writes, ends the reply and says so', async () => {
    const { chat, store, engine } = start()
    const reading = ask(chat, 'Full')
    const turn = await engine.nextTurn()
    turn.write('Saved. ')
    const id = () => reading.started()?.conversationId ?? ''
    await expect.poll(() => lastReply(store, id())?.text).toBe('Saved. ')
    const pages = store.db.pragma('page_count', { simple: true })
    store.db.pragma(`max_page_count = ${String(pages)}`)
    turn.write('x'.repeat(200_000))
    expect(await reading.ended).toMatchObject({ ok: true, value: { status: 'interrupted', endReason: 'disk-full' } })
    expect(lastReply(store, id())?.text.startsWith('Saved. ')).toBe(true)
    store.db.pragma('max_page_count = 1073741823')
    store.messages.recoverInterrupted()
    expect(lastReply(store, id())?.status).toBe('interrupted')
  })
})
