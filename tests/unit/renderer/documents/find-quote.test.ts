import { describe, expect, it } from 'vitest'
import { findQuote } from '../../../../renderer/lib/documents/find-quote.ts'

function found(text: string, quote: string): string | null {
  const range = findQuote(text, quote)
  return range && text.slice(range.start, range.end)
}

describe('findQuote', () => {
  it('finds a sentence that is broken over lines, with and without hyphens', () => {
    const page = 'Before.\nLosses fell to 14 per cent of sup-\nply, the  lowest share. After.'
    expect(found(page, 'Losses fell to 14 per cent of supply, the lowest share.')).toBe(
      'Losses fell to 14 per cent of sup-\nply, the  lowest share.',
    )
  })

  it('takes ligatures, soft hyphens and no-break spaces for what they stand for', () => {
    expect(found('An e\uFB03cient of\u00ADfice\u00A0opened.', 'An efficient office opened.')).toBe(
      'An e\uFB03cient of\u00ADfice\u00A0opened.',
    )
  })

  it('counts characters beyond the first plane as the two units they are', () => {
    expect(found('🙂🙂 A point. 🙂', 'A point.')).toBe('A point.')
  })

  it('does not find what differs by a word or a number', () => {
    expect(found('Losses fell to 14 per cent.', 'Losses fell to 15 per cent.')).toBeNull()
    expect(found('Losses fell.', '')).toBeNull()
  })
})
