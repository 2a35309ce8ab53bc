import { describe, expect, it } from 'vitest'
import { noteOf } from '../../../electron/summary/near-quotation.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { textOf } from '../../support/documents/text-of.ts'

const sentences = sentencesOf(
  textOf(['The harbour was rebuilt in 1856. Nobody knows who drew the first plans of the pier.']),
)

describe('A statement that was checked', () => {
  it.each([
    ['word for word', 'Nobody knows who drew the first plans of the pier.'],
    ['in other marks and capitals', '“nobody knows who drew the first plans of the Pier”'],
    ['with a slip', 'Nobody knows who drew the first plan of the pier.'],
  ])('is shown as the sentence that it repeats %s', (_how, text) => {
    const [, second] = sentences
    expect(noteOf(text, sentences)).toEqual({ text: second?.text, origin: 'source', sentences: [1] })
  })

  it('stays as it is worded when it says the same in its own words', () => {
    const text = 'Who drew the first plans is not known.'
    expect(noteOf(text, sentences)).toEqual({ text, origin: 'model', sentences: [0, 1] })
  })
})
