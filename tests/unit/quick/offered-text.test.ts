import { describe, expect, it } from 'vitest'
import { offeredText, Offers } from '../../../electron/quick/offered-text.ts'
import { QUICK_TEXT_MAX } from '../../../shared/model/quick.ts'
import { askAbout, fillPrompt } from '../../../shared/model/quick-prompt.ts'

describe('A text that is offered', () => {
  it('comes trimmed, with its words counted', () => {
    expect(offeredText('selection', '  Grüße aus 東京 \r\n')).toEqual({
      source: 'selection',
      text: 'Grüße aus 東京',
      words: 3,
    })
  })

  it('keeps tabs and lines, and loses what no text holds', () => {
    expect(offeredText('clipboard', 'a\0\tb\r\nc\u001B[31m\u009F')).toMatchObject({ text: 'a\tb\nc[31m' })
  })

  it('is none when nothing is left', () => {
    expect(offeredText('selection', ' \n\0\u0007 ')).toBeNull()
  })

  it('is only its length when it has a megabyte, and nothing of it is cut', () => {
    expect(offeredText('selection', 'x'.repeat(1_000_000))).toBe(1_000_000)
    expect(offeredText('selection', 'x'.repeat(QUICK_TEXT_MAX))).toMatchObject({ words: 1 })
  })
})

describe('What is offered when the window opens', () => {
  it('is not a selection that was offered before, or marked in Agate’s own window', () => {
    const offers = new Offers()
    offers.ignore('some words')
    expect(offers.opening('some words', '')).toMatchObject({ selection: null, isOfferedBefore: true })
    expect(offers.opening('other words here', '')).toMatchObject({ selection: { words: 3 }, isOfferedBefore: false })
  })

  it('tells how much was copied, and not what', () => {
    expect(new Offers().opening('', 'four words were copied')).toEqual({
      selection: null,
      isOfferedBefore: false,
      tooLong: null,
      copiedWords: 4,
    })
  })

  it('says when a selection is too long', () => {
    expect(new Offers().opening('x'.repeat(300_000), '')).toMatchObject({ selection: null, tooLong: 300_000 })
  })
})

describe('An action', () => {
  it('takes the text and the language, and leaves placeholders in the text alone', () => {
    const prompt = fillPrompt('Into {language}:\n{selection}', { selection: 'a {language} b', language: 'German' })
    expect(prompt).toBe('Into German:\na {language} b')
  })

  it('puts a question in front of the text it is about', () => {
    expect(askAbout(' Why? ', 'Because.')).toBe('Why?\n\nThe text:\n\nBecause.')
  })
})
