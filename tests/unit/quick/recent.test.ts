import { describe, expect, it } from 'vitest'
import { DEFAULT_QUICK_ACTIONS } from '../../../shared/model/quick.ts'
import { askAbout, fillPrompt, promptStart, recentQuestions } from '../../../shared/model/quick-prompt.ts'

const settings = { quickActions: DEFAULT_QUICK_ACTIONS }

describe('Earlier quick questions', () => {
  it('are whole, without the texts they were about, each once', () => {
    const long = `Why ${'really '.repeat(40)}so?\n\nAnd since when?`
    expect(recentQuestions([long, askAbout('What is this?', 'Some text'), 'Short?', long], settings)).toEqual([
      long,
      'What is this?',
      'Short?',
    ])
  })

  it('do not name what actions asked, in whatever language', () => {
    const asked = DEFAULT_QUICK_ACTIONS.map(({ prompt }) =>
      fillPrompt(prompt, { selection: 'A text', language: 'Welsh' }),
    )
    expect(recentQuestions(asked, settings)).toEqual([])
  })

  it('leave out what may not be whole', () => {
    expect(recentQuestions(['x'.repeat(4000)], settings)).toEqual([])
  })
})

describe('The start of an action', () => {
  it('is what stands before the text, with the language filled in', () => {
    expect(promptStart('Say in {language}: {selection}, end.', 'Welsh')).toBe('Say in Welsh: ')
    expect(promptStart('No text at all', 'Welsh')).toBe('No text at all')
  })
})
