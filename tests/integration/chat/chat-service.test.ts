import { describe, expect, it } from 'vitest'
import { Settings } from '../../../shared/model/settings.ts'
import { ask, follow, lastReply, never, startChat } from '../../support/chat-under-test.ts'
import { answered, openStore } from '../../support/store-under-test.ts'

describe('ChatService.send', () => {
  it('saves question and reply before the engine hears of them, and all of it in the end', async () => {
    const { chat, store, engine, published } = startChat()
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
    const { chat, store, engine } = startChat()
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

  it('tells the engine which conversation goes on', async () => {
    const { chat, store, engine } = startChat()
    const id = answered(store, 'First', 'One')
    const reading = ask(chat, 'Second', id)
    const turn = await engine.nextTurn()
    expect(turn.request.conversation).toBe(id)
    turn.finish()
    await reading.ended
  })

  it('never shows or saves less text than before', async () => {
    const { chat, store, engine } = startChat()
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
    const { chat, store, engine } = startChat()
    const reading = ask(chat, 'Slowly')
    const turn = await engine.nextTurn()
    turn.write('Some words')
    await expect.poll(() => lastReply(store, reading.started()?.conversationId ?? '')?.text).toBe('Some words')
    expect(lastReply(store, reading.started()?.conversationId ?? '')?.status).toBe('streaming')
    turn.finish()
    await reading.ended
  })

  it('freezes the reply when it is stopped, also after opening again', async () => {
    const { chat, store, engine, folder } = startChat()
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
    const { chat, store, engine } = startChat()
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
    const { chat, store, engine } = startChat()
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
    const { chat, store, engine } = startChat()
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
    const { chat, store, engine } = startChat()
    const reading = ask(chat, 'First')
    const turn = await engine.nextTurn()
    const id = reading.started()?.conversationId ?? ''
    expect(await ask(chat, 'Second', id).ended).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(store.messages.list(id)).toHaveLength(2)
    turn.finish()
    await reading.ended
    expect((await ask(chat, ' \n', id).ended).ok).toBe(false)
  })
})

describe('ChatService.send, quickly', () => {
  it('tells the engine to answer before chats and to keep no place for it, and marks the conversation', async () => {
    const { chat, store, engine } = startChat()
    const reading = follow(chat.send({ conversationId: null, text: 'Quick', quick: true }, never))
    const turn = await engine.nextTurn()
    expect(turn.request).toMatchObject({ priority: 'quick', conversation: undefined })
    turn.finish()
    await reading.ended
    expect(store.conversations.list()).toMatchObject([{ title: 'Quick', origin: 'quick' }])
    const slow = ask(chat, 'In the window')
    const other = await engine.nextTurn()
    expect(other.request.priority).toBe('chat')
    other.finish()
    await slow.ended
  })

  it('lists what is asked privately nowhere, and forgets it', async () => {
    const settings = Settings.parse({ quickPrivate: true })
    const { chat, store, engine } = startChat(undefined, undefined, undefined, undefined, settings)
    const reading = follow(chat.send({ conversationId: null, text: 'Quick', quick: true }, never))
    const turn = await engine.nextTurn()
    turn.finish()
    await reading.ended
    const id = reading.started()?.conversationId ?? ''
    expect(store.conversations.list()).toEqual([])
    expect(store.conversations.exists(id)).toBe(true)
    store.conversations.forgetPrivate()
    expect(store.conversations.exists(id)).toBe(false)
  })
})
