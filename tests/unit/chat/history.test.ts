import { describe, expect, it } from 'vitest'
import { dropOldest, messagesIn, toExchanges, turnsOf, withoutOmitted } from '../../../electron/chat/history.ts'

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
    const rest = dropOldest(long, { promptTokens: 1000, limit: 990 })
    expect(rest).not.toBeNull()
    expect(turnsOf(rest ?? []).at(-1)).toEqual(user('now'))
    expect(messagesIn(rest ?? [])).toBeLessThanOrEqual(13)
  })

  it('keeps the first exchange, which says what it is about, until only the question is left beside it', () => {
    const rest = dropOldest(long, { promptTokens: 1_000_000, limit: 1 })
    expect(rest).toEqual([long[0], long.at(-1)])
    expect(dropOldest(rest ?? [], { promptTokens: 1_000_000, limit: 1 })).toEqual([long.at(-1)])
  })

  it('never drops the question', () => {
    expect(dropOldest(long.slice(-1), { promptTokens: 10, limit: 1 })).toBeNull()
  })
})

describe('withoutOmitted', () => {
  const exchanges = toExchanges([
    ...Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? user(`question ${i}`) : assistant('answer'))),
    user('now'),
  ])

  it('leaves out what the reply before was made without, and nothing else', () => {
    const rest = withoutOmitted(exchanges, 4)
    expect(messagesIn(exchanges) - messagesIn(rest)).toBe(4)
    expect(turnsOf(rest).map(({ text }) => text)).toEqual(['question 0', 'answer', 'question 6', 'answer', 'now'])
  })

  it('leaves out nothing when nothing was, and never the question', () => {
    expect(withoutOmitted(exchanges, 0)).toEqual(exchanges)
    expect(withoutOmitted(exchanges, 100)).toEqual([exchanges[0], exchanges.at(-1)])
    expect(withoutOmitted(exchanges.slice(-1), 3)).toEqual(exchanges.slice(-1))
  })
})
