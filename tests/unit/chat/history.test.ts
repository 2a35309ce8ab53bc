import { describe, expect, it } from 'vitest'
import {
  dropOldest,
  messagesIn,
  NOTHING_OMITTED,
  toExchanges,
  turnsOf,
  withoutOmitted,
} from '../../../electron/chat/history.ts'

const user = (text: string) => ({ role: 'user' as const, text })
const assistant = (text: string) => ({ role: 'assistant' as const, text })

describe('toExchanges', () => {
  it('lets roles alternate, whatever was stopped in between', () => {
    const exchanges = toExchanges([user('a'), assistant(''), user('b'), assistant('B'), user('c')])
    expect(turnsOf(exchanges)).toEqual([user('a\n\nb'), assistant('B'), user('c')])
    expect(messagesIn(exchanges)).toBe(5)
  })
})

describe('dropOldest', () => {
  const long = toExchanges([
    ...Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? user('question') : assistant('answer..'))),
    user('now'),
  ])

  it('drops at least one exchange and leaves room for the turns to come', () => {
    const rest = dropOldest(long, { promptTokens: 1000, limit: 990, hasFirst: true })
    expect(rest).not.toBeNull()
    expect(turnsOf(rest ?? []).at(-1)).toEqual(user('now'))
    expect(messagesIn(rest ?? [])).toBeLessThanOrEqual(13)
  })

  it('keeps the first exchange, which says what it is about, until only the question is left beside it', () => {
    const rest = dropOldest(long, { promptTokens: 1000, limit: 120, hasFirst: true })
    expect(rest).toEqual([long[0], long.at(-1)])
    expect(dropOldest(rest ?? [], { promptTokens: 200, limit: 120, hasFirst: true })).toEqual([long.at(-1)])
  })

  it('drops the first exchange where it alone leaves no room beside the question, and keeps the newest instead', () => {
    const paste = toExchanges([user('pasted '.repeat(900)), assistant('sum'), user('q2'), assistant('a2'), user('now')])
    const rest = dropOldest(paste, { promptTokens: 8000, limit: 7000, hasFirst: true })
    expect(turnsOf(rest ?? []).map(({ text }) => text)).toEqual(['q2', 'a2', 'now'])
  })

  it('keeps no exchange for being the first once that of the conversation has left', () => {
    const rest = dropOldest(long, { promptTokens: 1000, limit: 990, hasFirst: false })
    expect(rest).toEqual(long.slice(long.length - (rest?.length ?? 0)))
  })

  it('never drops the question', () => {
    expect(dropOldest(long.slice(-1), { promptTokens: 10, limit: 1, hasFirst: false })).toBeNull()
  })
})

describe('withoutOmitted', () => {
  const exchanges = toExchanges([
    ...Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? user(`question ${i}`) : assistant('answer'))),
    user('now'),
  ])

  it('leaves out what the reply before was made without, and nothing else', () => {
    const rest = withoutOmitted(exchanges, { omittedMessages: 4, omitsFirst: false })
    expect(messagesIn(exchanges) - messagesIn(rest)).toBe(4)
    expect(turnsOf(rest).map(({ text }) => text)).toEqual(['question 0', 'answer', 'question 6', 'answer', 'now'])
  })

  it('leaves out the first too where it had left', () => {
    const rest = withoutOmitted(exchanges, { omittedMessages: 4, omitsFirst: true })
    expect(turnsOf(rest).map(({ text }) => text)).toEqual(['question 4', 'answer', 'question 6', 'answer', 'now'])
  })

  it('leaves out nothing when nothing was, and never the question', () => {
    expect(withoutOmitted(exchanges, NOTHING_OMITTED)).toEqual(exchanges)
    expect(withoutOmitted(exchanges, { omittedMessages: 100, omitsFirst: false })).toEqual([
      exchanges[0],
      exchanges.at(-1),
    ])
    expect(withoutOmitted(exchanges.slice(-1), { omittedMessages: 3, omitsFirst: false })).toEqual(exchanges.slice(-1))
  })
})
