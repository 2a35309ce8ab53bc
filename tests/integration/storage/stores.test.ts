import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AttachmentStore } from '../../../electron/storage/attachment-store.ts'
import { aTurn, answered, openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const DAY_MS = 24 * 60 * 60 * 1000

describe('MessageStore', () => {
  it('has the question and an empty reply on disk before anything is answered', () => {
    const folder = tempFolder()
    const store = openStore(folder)
    const turn = aTurn('A question')
    store.messages.beginTurn(turn)
    const other = openStore(folder)
    expect(other.messages.list(turn.conversationId)).toMatchObject([
      { id: turn.userMessageId, role: 'user', text: 'A question', status: 'complete', parentId: null },
      { id: turn.replyId, role: 'assistant', text: '', status: 'streaming', parentId: turn.userMessageId },
    ])
    other.close()
    store.close()
  })

  it('begins a turn whole or not at all', () => {
    const store = openStore(tempFolder())
    const turn = aTurn('A question')
    expect(() => store.messages.beginTurn({ ...turn, replyId: turn.userMessageId })).toThrow()
    expect(store.conversations.list()).toEqual([])
    store.close()
  })

  it('adds to a reply only while it is written', () => {
    const store = openStore(tempFolder())
    const turn = aTurn('A question')
    store.messages.beginTurn(turn)
    store.messages.append(turn.replyId, 'An ')
    store.messages.finish(turn.replyId, 'answer', { status: 'stopped', endReason: 'user', figures: null })
    store.messages.append(turn.replyId, ' that grew back')
    store.messages.finish(turn.replyId, ' twice', { status: 'complete', endReason: 'end', figures: null })
    expect(store.messages.list(turn.conversationId)[1]).toMatchObject({
      text: 'An answer',
      status: 'stopped',
      endReason: 'user',
    })
    store.close()
  })

  it('marks replies of an Agate that was killed as interrupted, with their text', () => {
    const folder = tempFolder()
    const turn = aTurn('A question')
    const killed = openStore(folder)
    killed.messages.beginTurn(turn)
    killed.messages.append(turn.replyId, 'Half an ans')
    const next = openStore(folder)
    expect(next.messages.recoverInterrupted()).toBe(1)
    expect(next.messages.list(turn.conversationId)[1]).toMatchObject({
      text: 'Half an ans',
      status: 'interrupted',
      endReason: 'app-exit',
    })
    next.close()
    killed.close()
  })

  it('takes a refused turn back, and its conversation when it was the only one', () => {
    const store = openStore(tempFolder())
    const first = aTurn('Refused')
    store.messages.beginTurn(first)
    store.messages.removeTurn(first)
    expect(store.conversations.list()).toEqual([])
    const id = answered(store, 'Kept', 'Yes')
    const second = aTurn('Refused too', id)
    store.messages.beginTurn(second)
    store.messages.removeTurn(second)
    expect(store.messages.list(id).map(({ text }) => text)).toEqual(['Kept', 'Yes'])
    store.close()
  })

  it('keeps a conversation that was begun by a document when its first question is refused', () => {
    const store = openStore(tempFolder())
    const [id, conversationId] = [randomUUID(), randomUUID()]
    const document = { id, conversationId, name: 'a.pdf', path: '/a.pdf', newTitle: 'a.pdf', sha256: null }
    new AttachmentStore(store.db).add([{ ...document, summarise: false }])
    const turn = aTurn('Refused', conversationId)
    store.messages.beginTurn(turn)
    store.messages.removeTurn(turn)
    expect(store.conversations.list()).toMatchObject([{ id: conversationId, documents: 1 }])
    store.close()
  })

  it('keeps the order when the clock jumps back', () => {
    let time = 2_000_000_000_000
    const store = openStore(tempFolder(), () => (time -= 60_000))
    const first = answered(store, 'First', 'One')
    answered(store, 'Second', 'Two')
    answered(store, 'Third', 'Three', first)
    expect(store.messages.list(first).map(({ text }) => text)).toEqual(['First', 'One', 'Third', 'Three'])
    expect(store.conversations.list().map(({ title }) => title)).toEqual(['First', 'Second'])
    store.close()
  })

  it('gives back emoji, right-to-left text and a million characters unchanged', () => {
    const store = openStore(tempFolder())
    for (const text of ['👩‍👩‍👧‍👦 é', 'שלום مرحبا', 'long '.repeat(200_000)]) {
      const id = answered(store, text, text)
      expect(store.messages.list(id).map((message) => message.text)).toEqual([text, text])
    }
    store.close()
  })
})

describe('ConversationStore', () => {
  it('gives the first messages of quick questions, newest first, without private, deleted and ordinary ones', () => {
    const store = openStore(tempFolder())
    for (const [text, origin] of [
      ['First', 'quick'],
      ['Between us', 'private'],
      ['In the window', 'window'],
      ['x'.repeat(5000), 'quick'],
    ] as const) {
      store.messages.beginTurn({ ...aTurn(text), origin })
    }
    const deleted = aTurn('Deleted')
    store.messages.beginTurn({ ...deleted, origin: 'quick' })
    store.conversations.delete(deleted.conversationId)
    expect(store.conversations.quickQuestions(10)).toEqual(['x'.repeat(4000), 'First'])
    expect(store.conversations.quickQuestions(1)).toHaveLength(1)
    store.close()
  })

  it('lists the one with the newest turn first', () => {
    const store = openStore(tempFolder())
    const first = answered(store, 'First', '1')
    answered(store, 'Second', '2')
    answered(store, 'More', '3', first)
    expect(store.conversations.list().map(({ title }) => title)).toEqual(['First', 'Second'])
    store.close()
  })

  it('hides what was deleted, brings it back, and forgets it after thirty days', () => {
    let time = Date.now()
    const store = openStore(tempFolder(), () => time)
    const id = answered(store, 'A question', 'An answer')
    expect(store.conversations.delete(id).ok).toBe(true)
    expect(store.conversations.list()).toEqual([])
    expect(store.conversations.open(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(store.conversations.restore(id).ok).toBe(true)
    expect(store.conversations.open(id)).toMatchObject({ ok: true, value: { messages: [{}, { text: 'An answer' }] } })
    store.conversations.delete(id)
    time += 29 * DAY_MS
    store.conversations.purge()
    expect(store.conversations.restore(id).ok).toBe(true)
    store.conversations.delete(id)
    time += 31 * DAY_MS
    store.conversations.purge()
    expect(store.conversations.restore(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    store.close()
  })

  it('answers "not-found" for what is not there, or in the bin', () => {
    const store = openStore(tempFolder())
    const binned = answered(store, 'A question', 'An answer')
    store.conversations.delete(binned)
    for (const id of ['x', binned]) {
      for (const outcome of [store.conversations.rename(id, 'Title'), store.conversations.delete(id)]) {
        expect(outcome).toMatchObject({ ok: false, error: { code: 'not-found' } })
      }
    }
    store.close()
  })

  it('finds its rows by an index', () => {
    const store = openStore(tempFolder())
    const plan = (sql: string) => JSON.stringify(store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    expect(plan('SELECT id FROM conversations WHERE deleted_at IS NULL ORDER BY activity DESC')).toContain(
      'conversations_by_activity',
    )
    expect(plan("SELECT * FROM messages WHERE conversation_id = 'x' ORDER BY seq")).toContain(
      'messages_by_conversation',
    )
    expect(plan("UPDATE messages SET status = 'interrupted' WHERE status = 'streaming'")).toContain(
      'messages_streaming',
    )
    store.close()
  })

  it('says that the disk is full instead of failing', () => {
    const store = openStore(tempFolder())
    const id = answered(store, 'A question', 'An answer')
    const pages = store.db.pragma('page_count', { simple: true })
    store.db.pragma(`max_page_count = ${String(pages)}`)
    const outcome = store.conversations.rename(id, 'x'.repeat(100_000))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(store.conversations.list()).toMatchObject([{ title: 'A question' }])
    store.close()
  })
})

describe('Where conversations began', () => {
  it('is kept, and private ones are listed nowhere and forgotten for good', () => {
    const store = openStore(tempFolder())
    store.messages.beginTurn({ ...aTurn('In the window'), origin: 'window' })
    store.messages.beginTurn({ ...aTurn('Quickly'), origin: 'quick' })
    store.messages.beginTurn({ ...aTurn('Between us'), origin: 'private' })
    expect(store.conversations.list().map(({ title, origin }) => [title, origin])).toEqual([
      ['Quickly', 'quick'],
      ['In the window', 'window'],
    ])
    store.conversations.forgetPrivate()
    expect(store.db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(4)
    store.close()
  })
})
