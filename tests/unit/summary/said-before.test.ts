import { describe, expect, it } from 'vitest'
import { distinctNotes } from '../../../electron/summary/distinct-notes.ts'
import type { Note } from '../../../electron/summary/note.ts'

const note = (text: string, ...sentences: number[]): Note => ({ text, origin: 'model', sentences })
const quote = (text: string, sentence: number): Note => ({ text, origin: 'source', sentences: [sentence] })
const texts = (...notes: Note[]) => distinctNotes(notes).map(({ text }) => text)

describe('Statements that say the same', () => {
  it('are one that rests on the sentences of all of them', () => {
    const notes = [
      note('The harbour was rebuilt in 1856.', 3),
      note('The ferry carries 4,200 passengers.', 5),
      note('In 1856 the harbour was rebuilt.', 9),
    ]
    expect(distinctNotes(notes)).toEqual([note('The harbour was rebuilt in 1856.', 3, 9), notes[1]])
  })

  it.each([
    ['in another order', 'The harbour of Lindau was rebuilt in 1856.', 'In 1856 the harbour of Lindau was rebuilt!'],
    ['with other endings', 'The old lighthouses needed a keeper.', 'The old lighthouse needs a keeper.'],
    ['in part', 'Members pay 12 euros a year and can borrow books.', 'Members pay 12 euros a year.'],
    ['with a word more', 'The lighthouse needs no keeper.', 'The old lighthouse needs no keeper.'],
    ['in Chinese', '这座城市有一百二十万居民。', '这座城市有一百二十万居民'],
  ])('are found %s', (_how, first, second) => {
    expect(texts(note(first, 1), note(second, 2))).toEqual([first])
  })

  it.each([
    [
      'number',
      'The bridge of Lindau was planned and cost 1000 guilders.',
      'The bridge of Lindau was planned and cost 1490 guilders.',
    ],
    ['name', 'The new library of the town was opened by Anna.', 'The new library of the town was opened by Otto.'],
    [
      'word that says something',
      'The roof of the large hall in the old castle was painted red by hand.',
      'The floor of the large hall in the old castle was painted red by hand.',
    ],
  ])('are not those with another %s', (_what, first, second) => {
    expect(texts(note(first, 1), note(second, 2))).toEqual([first, second])
  })

  it('are a statement and the quotation that it rests on', () => {
    const told = note('The keeper is not needed any more.', 4)
    expect(distinctNotes([told, quote('The lighthouse is 33 m high and does not need a keeper.', 4)])).toEqual([told])
  })

  it('are two wordings of the same sentence, unless the second has a number, a name or much else of its own', () => {
    const first = note('The harbour was rebuilt in 1856.', 0)
    expect(texts(first, note('The harbour was rebuilt completely in 1856.', 0))).toEqual([first.text])
    const others = ['The harbour was rebuilt by Franz Weber.', 'Rebuilding the harbour took three years of work.']
    for (const other of others) expect(texts(first, note(other, 0))).toEqual([first.text, other])
  })

  it('are quotations of a sentence that stands in several places, which then names them all', () => {
    const text = 'Keep out of the reach of children.'
    expect(distinctNotes([quote(text, 2), quote(text, 7)])).toEqual([{ text, origin: 'source', sentences: [2, 7] }])
    expect(distinctNotes([quote(text, 2), note('Keep it out of the reach of children.', 7)])).toEqual([quote(text, 2)])
  })
})
