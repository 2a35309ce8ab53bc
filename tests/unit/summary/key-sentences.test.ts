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

  it.each([
    ['a row of numbers', '4 CARD32 MAGIC_LIST_OFFSET 4 CARD32 N_MATCHES'],
    ['a row with a remark', '4 CARD32 MASK_OFFSET (0 if no mask)'],
    ['a title', 'The mime.cache files'],
    ['a list of names', 'Thomas Leonard, David Faure, Alex Larsson, Seth Nickell, Keith Packard, Filip Van Raemdonck'],
    ['code', 'if (cache->size < offset + sizeof(header)) { return cache_free(cache, NULL); }'],
    ['an address', 'Desktop entries see http://www.freedesktop.org/standards/desktop-entry-spec.html now'],
    ['the header of a page', 'Shared MIME-info Database 17'],
  ])('are rather a sentence than %s', (_what, other) => {
    const said = 'It is read when a program starts and is never written to by it.'
    const text = Array.from({ length: 3 }, () => `${other}\n\n`).join('')
    expect(keys(`${text}${said}`, 1)).toEqual([said])
    expect(keys(`${said}\n\n${other}`, 2)).toEqual([said, other])
  })

  it.each([
    'Der Hafen von Lindau wurde im Jahr 1856 nach den Plänen von Franz Weber neu gebaut.',
    'Le port a été reconstruit en 1856 et accueille 4 200 passagers par jour.',
    'この装置は湿った部屋では使えません。',
    'Members pay 12.50 euros (or 9 euros) a year; children pay nothing.',
    'Изменения вступают в силу с 1 января 2027 года.',
    'لا يجوز استخدام الجهاز في الغرف الرطبة خلال الشتاء.',
  ])('can be “%s”', (sentence) => {
    expect(keys(`A Title of It\n\n${sentence}\n\n4 CARD32 OFFSET`, 1)).toEqual([sentence])
  })
})
