import { describe, expect, it } from 'vitest'
import { unseenMessages } from '../../../renderer/lib/unseen-messages.ts'
import type { ReplyFigures } from '../../../shared/model/message.ts'

function figures(omittedMessages: number): ReplyFigures {
  return { model: 'Gemma', device: 'Processor', promptTokens: 1, tokens: 1, tokensPerSecond: null, omittedMessages }
}

const asked = { role: 'user' as const, text: 'Q', figures: null }
const answered = (omitted = 0) => ({ role: 'assistant' as const, text: 'A', figures: figures(omitted) })

describe('unseenMessages', () => {
  it('is nothing while the model sees everything', () => {
    expect(unseenMessages([])).toBeNull()
    expect(unseenMessages([asked, answered(), asked])).toBeNull()
  })

  it('lies after the first exchange, which is kept', () => {
    const messages = [asked, answered(), asked, answered(), asked, answered(), asked, answered(4)]
    expect(unseenMessages(messages)).toEqual({ before: 6, seesBeginning: true })
  })

  it('goes by the newest reply that was measured', () => {
    const messages = [asked, answered(), asked, answered(), asked, answered(2), asked]
    expect(unseenMessages(messages)).toEqual({ before: 4, seesBeginning: true })
  })

  it('covers the beginning too when only the question was left', () => {
    expect(unseenMessages([asked, answered(), asked, answered(2)])).toEqual({ before: 2, seesBeginning: false })
  })
})
