import { describe, expect, it, vi } from 'vitest'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { ask, lastReply, startChat } from '../../support/chat-under-test.ts'
import { answered } from '../../support/store-under-test.ts'

describe('ChatService.send in trouble', () => {
  it.each(['engine-crash', 'engine-hang'] as const)(
    'keeps the text when the engine ends by %s, and answers the next question',
    async (reason) => {
      const { chat, store, engine } = startChat()
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
    const { chat, store } = startChat(new ScriptedEngine([], null))
    expect(await ask(chat, 'Anybody?').ended).toMatchObject({ ok: false, error: { code: 'no-model' } })
    expect(store.conversations.list()).toEqual([])
  })

  it('refuses a question that is too long with its size, and keeps nothing of it', async () => {
    const { chat, store, engine } = startChat()
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
    const { chat, store, engine } = startChat()
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
    // The next question finds all of this evaluated: it comes behind it, and nothing is read anew.
    const next = ask(chat, 'And now', id)
    const third = await engine.nextTurn()
    expect(third.request.turns.slice(0, turns.length)).toEqual(turns)
    expect(third.request.turns).toHaveLength(turns.length + 2)
    third.finish()
    await next.ended
  })

  it.each([
    ['once the model reads more at once', 8192],
    ['after a rest, when nobody knows yet how much fits', null],
  ])('tries all of a conversation again %s', async (_when, contextSize) => {
    const { chat, store, engine } = startChat()
    engine.setStatus({ contextSize: 2048 })
    const id = answered(store, 'q0', 'a0')
    for (let i = 1; i < 10; i++) answered(store, `q${i}`, `a${i}`, id)
    const reading = ask(chat, 'Now', id)
    ;(await engine.nextTurn()).endWith({ reason: 'prompt-too-long', promptTokens: 1000, limit: 800 })
    ;(await engine.nextTurn()).finish()
    await reading.ended
    engine.setStatus({ contextSize })
    const next = ask(chat, 'And now', id)
    const turn = await engine.nextTurn()
    expect(turn.request.turns[2]).toEqual({ role: 'user', text: 'q1' })
    turn.finish()
    await next.ended
  })

  it('goes on with the newest exchanges where the first leaves no room for them', async () => {
    const { chat, store, engine } = startChat()
    const id = answered(store, 'pasted '.repeat(900), 'sum')
    const reading = ask(chat, 'Shorter', id)
    ;(await engine.nextTurn()).endWith({ reason: 'prompt-too-long', promptTokens: 8000, limit: 7000 })
    const second = await engine.nextTurn()
    second.write('Short')
    second.finish()
    expect(await reading.ended).toMatchObject({ value: { figures: { omittedMessages: 2, omitsFirst: true } } })
    const next = ask(chat, 'And in French', id)
    const third = await engine.nextTurn()
    expect(third.request.turns.map(({ text }) => text)).toEqual(['Shorter', 'Short', 'And in French'])
    third.finish()
    await next.ended
  })

  it('stores text without NUL and half characters, which SQLite and UTF-8 cannot hold', async () => {
    const { chat, store, engine } = startChat()
    const reading = ask(chat, 'a\0b\uD800c👍')
    const turn = await engine.nextTurn()
    turn.finish()
    await reading.ended
    expect(store.messages.list(reading.started()?.conversationId ?? '')[0]?.text).toBe('ab\uFFFDc👍')
  })

  it('stops and saves everything before Agate closes', async () => {
    const { chat, store, engine } = startChat()
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

  it('stops the answer of a conversation that goes to the bin as if somebody had pressed Stop, and only that one', async () => {
    const { chat, store, engine } = startChat()
    const reading = ask(chat, 'First')
    const turn = await engine.nextTurn()
    turn.write('Half')
    await expect.poll(() => reading.text()).toBe('Half')
    const id = reading.started()?.conversationId ?? ''
    await chat.stop('another')
    expect(lastReply(store, id)).toMatchObject({ status: 'streaming' })
    await chat.stop(id)
    expect(lastReply(store, id)).toMatchObject({ text: 'Half', status: 'stopped', endReason: 'user' })
  })

  it('ends a reply that cannot be saved for another reason than a full disk, and does not call it one', async () => {
    const { chat, store, engine } = startChat()
    const reading = ask(chat, 'Locked')
    const turn = await engine.nextTurn()
    vi.spyOn(store.messages, 'append').mockImplementationOnce(() => {
      throw new Error('database is locked')
    })
    turn.write('Kept all the same.')
    expect(await reading.ended).toMatchObject({ ok: true, value: { status: 'interrupted', endReason: 'error' } })
    const id = reading.started()?.conversationId ?? ''
    expect(lastReply(store, id)).toMatchObject({ text: 'Kept all the same.', endReason: 'error' })
  })

  it('keeps what fits when the disk is full while it writes, ends the reply and says so', async () => {
    const { chat, store, engine } = startChat()
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
