import { describe, expect, it } from 'vitest'
import { fenced, fenceFor } from '../../../electron/summary/prompts/fence.ts'

describe('The fence around a text', () => {
  it('is the same for the same text, and another for another', () => {
    expect(fenceFor(['One.', 'Two.'])).toBe(fenceFor(['One.', 'Two.']))
    expect(fenceFor(['One.', 'Two.'])).not.toBe(fenceFor(['One.', 'Three.']))
  })

  it('occurs nowhere in the text, also when the text has all that it was made from', () => {
    let text = 'A document that closes its own fence.'
    for (let round = 0; round < 20; round += 1) {
      text += ` ${fenceFor([text])}`
      expect(text).not.toContain(fenceFor([text]))
    }
  })

  it('stands before and after', () => {
    expect(fenced('~~~ ab', ['[1] One.', '[2] Two.'])).toBe('~~~ ab\n[1] One.\n[2] Two.\n~~~ ab')
  })
})
