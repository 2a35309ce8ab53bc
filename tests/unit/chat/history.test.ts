import { describe, expect, it } from 'vitest'
import { dropOldest, messagesIn, toExchanges, turnsOf } from '../../../electron/chat/history.ts'

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

  it('never drops the question', () => {
    expect(dropOldest(long, { promptTokens: 1_000_000, limit: 1 })).toEqual([long.at(-1)])
    expect(dropOldest(long.slice(-1), { promptTokens: 10, limit: 1 })).toBeNull()
  })
})
