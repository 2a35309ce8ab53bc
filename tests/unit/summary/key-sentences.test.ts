import { describe, expect, it } from 'vitest'
import { WordWeights } from '../../../electron/summary/gate/word-weights.ts'
import { keySentences } from '../../../electron/summary/key-sentences.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { textOf } from '../../support/documents/text-of.ts'

const SECTION = `The harbour of Lindau was rebuilt with stone from the quarry. It rained a little. \
Stone for the harbour came by boat from the quarry at Rorschach. My aunt liked tea. \
The harbour of Lindau was rebuilt with stone from a quarry nearby. Boats in the harbour of Lindau pay by length.`

function keys(text: string, count: number, headings: string[] = []): string[] {
  const sentences = sentencesOf(textOf([text]))
  const weights = new WordWeights(
    'en',
    sentences.map((sentence) => sentence.text),
  )
  return keySentences(sentences, count, { weights, language: 'en', headings }).map((sentence) => sentence.text)
}

describe('Key sentences', () => {
  it('are about what all are about, in the order of the document', () => {
    const chosen = keys(SECTION, 2)
    expect(chosen[0]).toContain('rebuilt with stone')
    expect(chosen).toHaveLength(2)
    expect(chosen.join(' ')).not.toMatch(/rained|aunt/u)
  })

  it('do not say the same twice while others say something else', () => {
    expect(keys(SECTION, 3).filter((text) => text.includes('was rebuilt'))).toHaveLength(1)
  })

  it('are all of them where no more are there, also those that repeat', () => {
    expect(keys('One thing is here. One thing is here. One thing is here.', 3)).toHaveLength(3)
    expect(keys('', 3)).toEqual([])
  })

  it('are rather about what the heading names', () => {
    const text = 'Copper is mined in the north of the valley. Salt is mined in the south of the valley.'
    expect(keys(text, 1, ['Salt'])).toEqual(['Salt is mined in the south of the valley.'])
    expect(keys(text, 1)).toEqual(['Copper is mined in the north of the valley.'])
  })
})
