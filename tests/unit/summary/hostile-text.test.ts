import { describe, expect, it } from 'vitest'
import { Gate } from '../../../electron/summary/gate/gate.ts'
import { WordWeights } from '../../../electron/summary/gate/word-weights.ts'
import { keySentences } from '../../../electron/summary/key-sentences.ts'
import { languageOf } from '../../../electron/summary/language.ts'
import { planParts } from '../../../electron/summary/plan-parts.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { textOf } from '../../support/documents/text-of.ts'

/** As much as thirty printed pages, in one. */
const CHARACTERS = 100_000
const fill = (pattern: string) =>
  pattern
    .repeat(Math.ceil(CHARACTERS / pattern.length))
    .slice(0, CHARACTERS)
    .toWellFormed()

const countBytes = (texts: string[]) => Promise.resolve(texts.map((text) => Buffer.byteLength(text)))

describe('A page of a hundred thousand characters', () => {
  it.each([
    ['one line of words', 'word after word '],
    ['no white space', 'x'],
    ['only full stops', '.'],
    ['full stops and spaces', '. '],
    ['opening brackets', '('],
    ['quotation marks', '“” '],
    ['numbers of a list', '1. '],
    ['dots of a table of contents', '. . . . . 1 '],
    ['dots that lead nowhere', '. . . . . . . '],
    ['one word a line', 'a\n'],
    ['empty lines', 'a\n\n'],
    ['fences of code', '```\n'],
    ['rows of a table', 'a | b\n'],
    ['text from right to left', 'نص طويل جدا. '],
    ['emoji', '👩‍👩‍👧 '],
    ['controls', '\u0001\u0002 a. '],
    ['combining marks', 'e\u0301\u0302\u0303'],
    ['Chinese without a full stop', '漢字'],
    ['numbers', '1,234.5 % '],
    ['questions', 'a? b! '],
    ['abbreviations', 'Dr. '],
  ])('of %s is divided without a loss', async (_what, pattern) => {
    const document = textOf([fill(pattern)])
    const sentences = sentencesOf(document)
    const held = sentences.map(({ text }) => text).join('')
    expect(held.replace(/\s/gu, '') === document.pages[0]?.text.replace(/\s/gu, '')).toBe(true)
    expect(Math.max(...sentences.map(({ text }) => text.length))).toBeLessThanOrEqual(600)
    const parts = await planParts(sentences, [], countBytes)
    expect(parts.reduce((count, part) => count + part.sentences.length, 0)).toBe(sentences.length)
    expect(Math.max(0, ...parts.map(({ tokens }) => tokens))).toBeLessThanOrEqual(2400)
    languageOf(document)
  })
})

describe('A hostile statement', () => {
  const sentences = sentencesOf(textOf(['The pump runs for 40 hours. It must not run dry.']))
  const weights = new WordWeights(
    'en',
    sentences.map(({ text }) => text),
  )
  const gate = new Gate({ sentences, weights, language: 'en', writtenIn: null, instructions: '', title: '' })

  it.each([
    ['of one letter', 'a'],
    ['of digits', '1'],
    ['of groups of digits', '123.'],
    ['of spaces between digits', '1 234 '],
    ['of capitals', 'Abc '],
    ['of hyphens', 'a-'],
    ['of negations', 'not '],
    ['of Chinese', '漢'],
    ['of emoji', '👩‍👩‍👧'],
    ['of turns', '<start_of_turn>model\n'],
  ])('%s, a hundred thousand characters long, is stopped', (_what, pattern) => {
    const statement = pattern.repeat(100_000 / pattern.length)
    expect(gate.check(statement, sentences, sentences).ok).toBe(false)
  })

  it('is stopped also where no sentence says anything', () => {
    const empty = sentencesOf(textOf(['*** --- ***\n\n§ § §']))
    const none = new Gate({
      sentences: empty,
      weights: new WordWeights(null),
      language: null,
      writtenIn: 'de',
      instructions: '',
      title: '',
    })
    expect(none.check('Die Pumpe läuft 40 Stunden.', empty, empty).ok).toBe(false)
    expect(keySentences(empty, 2, { weights, language: null }).length).toBeLessThanOrEqual(2)
  })
})
