import { describe, expect, it } from 'vitest'
import { titleFrom } from '../../../shared/model/conversation.ts'

describe('titleFrom', () => {
  it.each([
    ['Name three colours.', 'Name three colours.'],
    ['  first line\nsecond line', 'first line'],
    ['a\t b', 'a b'],
    ['', 'New chat'],
    ['word '.repeat(30), `${'word '.repeat(11)}word…`],
    ['x'.repeat(100), `${'x'.repeat(60)}…`],
    ['👩‍👩‍👧‍👦'.repeat(70), `${'👩‍👩‍👧‍👦'.repeat(60)}…`],
  ])('makes %j into %j', (question, title) => {
    expect(titleFrom(question)).toBe(title)
  })
})
