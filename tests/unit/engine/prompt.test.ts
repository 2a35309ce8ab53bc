import { describe, expect, it } from 'vitest'
import { areLong, countTokens } from '../../../electron/engine/process/count-tokens.ts'
import { buildHistory, promptLimit, replyLimit } from '../../../electron/engine/process/prompt.ts'

const turns = [
  { role: 'user', text: '  first \n' },
  { role: 'assistant', text: 'reply' },
  { role: 'user', text: 'second' },
] as const

describe('buildHistory', () => {
  it('puts the system prompt into the first question where there is no system role', () => {
    expect(buildHistory({ turns, systemPrompt: ' Be brief. ' }, false)).toEqual([
      { type: 'user', text: 'Be brief.\n\nfirst' },
      { type: 'model', response: ['reply'] },
      { type: 'user', text: 'second' },
      { type: 'model', response: [] },
    ])
  })

  it('keeps it apart where there is one, and leaves it out when it is empty', () => {
    expect(buildHistory({ turns, systemPrompt: 'Be brief.' }, true)[0]).toEqual({ type: 'system', text: 'Be brief.' })
    expect(buildHistory({ turns, systemPrompt: '  ' }, true)[0]).toEqual({ type: 'user', text: 'first' })
  })

  it('replaces halves of surrogate pairs and nothing else', () => {
    const odd = [{ role: 'user', text: 'a\uD83Db 🦊\0' }] as const
    expect(buildHistory({ turns: odd, systemPrompt: '' }, true)[0]).toEqual({ type: 'user', text: 'a\uFFFDb 🦊\0' })
  })
})

describe('The room in a context', () => {
  it('is kept for a reply, as much as asked for but at most 512 tokens or a quarter', () => {
    expect(promptLimit(8192, 2048)).toBe(8192 - 512)
    expect(promptLimit(8192, 100)).toBe(8192 - 100)
    expect(promptLimit(1024, 2048)).toBe(1024 - 256)
  })

  it('is never exceeded by a reply', () => {
    expect(replyLimit(8192, 100, 50)).toBe(50)
    expect(replyLimit(8192, 8000, 2048)).toBe(190)
  })
})

describe('countTokens', () => {
  const words = (text: string) => text.match(/ ?\S+/gu) ?? []

  it('counts the same in slices as at once, where words stay whole', async () => {
    const text = Array.from({ length: 60_000 }, (_, at) => `word${at}`).join(' ')
    expect(areLong([text])).toBe(true)
    expect(await countTokens([text, 'two words'], words, new AbortController().signal)).toEqual([60_000, 2])
  })

  it('gets through a text without a single space', async () => {
    const letters = (text: string) => Array.from(text)
    expect(await countTokens(['x'.repeat(200_001)], letters, new AbortController().signal)).toEqual([200_001])
  })

  it('stops between two slices', async () => {
    expect(await countTokens(['x'.repeat(200_000)], words, AbortSignal.abort())).toBeNull()
  })
})
