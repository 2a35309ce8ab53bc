import { describe, expect, it } from 'vitest'
import { unseenMessages } from '../../../renderer/lib/unseen-messages.ts'
import type { ReplyFigures } from '../../../shared/model/message.ts'

function figures(omittedMessages: number, omitsFirst: boolean): ReplyFigures {
  const measured = { promptTokens: 1, tokens: 1, tokensPerSecond: null, contextSize: 8192 }
  return { model: 'Gemma', device: 'Processor', ...measured, omittedMessages, omitsFirst }
}

const asked = { role: 'user' as const, text: 'Q', figures: null }
const answered = (omitted = 0, omitsFirst = false) => ({
  role: 'assistant' as const,
  text: 'A',
  figures: figures(omitted, omitsFirst),
})
const stopped = { role: 'assistant' as const, text: '', figures: null }

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

  it('covers the beginning, and what came after it, where that had left too', () => {
    const messages = [asked, answered(), asked, answered(), asked, answered(), asked, answered(4, true)]
    expect(unseenMessages(messages)).toEqual({ before: 4, seesBeginning: false })
  })

  it('ends before a question that was joined with the next because it got no answer', () => {
    const messages = [asked, answered(), asked, stopped, asked, answered(2, true)]
    expect(unseenMessages(messages)).toEqual({ before: 2, seesBeginning: false })
  })
})
