import { describe, expect, it } from 'vitest'
import { Gate, type GateVerdict } from '../../../electron/summary/gate/gate.ts'
import { WordWeights } from '../../../electron/summary/gate/word-weights.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { textOf } from '../../support/documents/text-of.ts'

const TEXT = `The harbour of Lindau was rebuilt in 1856 by Franz Weber. It cost 1.4 million guilders and took three years. \
The lighthouse is 33 m high and does not need a keeper. Visitors must not climb its stairs in winter. \
The ferry to Bregenz carries 4,200 passengers a day, which is 12 % more than in 2019. \
Anna Berger described the old harbour in her diary. Nobody knows who drew the first plans of the pier.`

interface Setting {
  readonly text?: string
  readonly language?: string
  readonly writtenIn?: string
  readonly instructions?: string
}

/** Checks a statement that cites these sentences, by their places. */
function check(statement: string, cited: number[], setting: Setting = {}): GateVerdict & { ids?: number[] } {
  const { text = TEXT, language = 'en', writtenIn = null, instructions = '' } = setting
  const sentences = sentencesOf(textOf([text]))
  const weights = new WordWeights(
    language,
    sentences.map((sentence) => sentence.text),
  )
  const gate = new Gate({ sentences, weights, language, writtenIn, instructions, title: '' })
  const verdict = gate.check(
    statement,
    cited.flatMap((id) => sentences[id] ?? []),
    sentences,
  )
  return verdict.ok ? { ...verdict, ids: verdict.sentences.map(({ id }) => id) } : verdict
}

describe('The gate', () => {
  it.each([
    ['The harbour of Lindau was rebuilt in 1856.', [0]],
    ['Franz Weber rebuilt the harbour of Lindau in 1856.', [0]],
    ['The lighthouse does not need a keeper.', [2]],
    ['The lighthouse is 33 metres high.', [2]],
    ['It took 3 years and cost 1,400,000 guilders.', [1]],
    ['The ferry carries 4200 passengers a day, 12 percent more than in 2019.', [4]],
    ['Visitors may not climb the stairs in winter.', [3]],
  ])('lets pass “%s”', (statement, cited) => {
    expect(check(statement, cited)).toMatchObject({ ok: true, ids: cited })
  })

  it.each([
    ['The harbour of Lindau was rebuilt in 1865.', [0], 'number'],
    ['Rebuilding cost 14 million guilders and took three years.', [1], 'number'],
    ['Rebuilding cost 1.4 million guilders and took four years.', [1], 'number'],
    ['The lighthouse is 33 km high and does not need a keeper.', [2], 'number'],
    ['The ferry carries 4,200 passengers a day, which is 12 years more than in 2019.', [4], 'number'],
    ['The lighthouse needs a keeper.', [2], 'negation'],
    ['Visitors must climb its stairs in winter.', [3], 'negation'],
    ['Everybody knows who drew the first plans of the pier.', [6], 'negation'],
    ['The harbour of Lindau was not rebuilt in 1856.', [0], 'negation'],
    ['The harbour of Lindau was rebuilt in 1856 by Karl Weber.', [0], 'name'],
    ['Anna Berger rebuilt the harbour of Lindau in 1856.', [0], 'name'],
    ['Bregenz was rebuilt in 1856 with the harbour.', [0], 'name'],
    ['The castle burned down after lightning struck its tower.', [0], 'support'],
  ])('stops “%s”', (statement, cited, why) => {
    expect(check(statement, cited)).toEqual({ ok: false, why })
  })

  it('finds the sentence that supports a statement which cites another one, or none', () => {
    const statement = 'The lighthouse is 33 m high.'
    expect(check(statement, [0])).toMatchObject({ ok: true, ids: [2] })
    expect(check(statement, [])).toMatchObject({ ok: true, ids: [2] })
    expect(check('The castle burned down after lightning.', [])).toEqual({ ok: false, why: 'no-ids' })
  })

  it('keeps of the cited sentences those that are needed', () => {
    expect(check('The harbour was rebuilt in 1856 and took three years.', [0, 1, 5, 6])).toMatchObject({ ids: [0, 1] })
  })

  it('lets a statement name what the sentences before it are about', () => {
    expect(check('The harbour of Lindau cost 1.4 million guilders.', [1])).toMatchObject({ ok: true })
  })

  it('stops what says nothing, and what repeats the instructions', () => {
    const instructions = 'Each line states one fact in one short sentence.\n- The bridge was closed on 3 May. [1]'
    for (const statement of ['', '…', 'It is.', 'Harbour.'])
      expect(check(statement, [0])).toEqual({ ok: false, why: 'echo' })
    for (const statement of ['Each line states one fact in one short sentence.', 'The bridge was closed on 3 May.']) {
      expect(check(statement, [0], { instructions })).toEqual({ ok: false, why: 'echo' })
    }
  })

  it('leaves out a denial that is about something else', () => {
    const text = 'The tool does not change files, but it lists each folder twice.'
    expect(check('The tool lists each folder twice.', [0], { text })).toMatchObject({ ok: true })
    expect(check('The tool changes files, and lists each folder.', [0], { text })).toEqual({
      ok: false,
      why: 'negation',
    })
  })

  it.each([
    [
      'de',
      'Das Gerät darf nicht in feuchten Räumen benutzt werden.',
      'Das Gerät darf in feuchten Räumen benutzt werden.',
    ],
    ['de', 'Die Prüfung läuft im Winter nicht.', 'Die Prüfung läuft im Winter.'],
    [
      'fr',
      'L’appareil ne doit pas être utilisé dans une pièce humide.',
      'L’appareil doit être utilisé dans une pièce humide.',
    ],
    ['es', 'El aparato no debe usarse en habitaciones húmedas.', 'El aparato debe usarse en habitaciones húmedas.'],
    [
      'it',
      'Il dispositivo non deve essere usato in stanze umide.',
      'Il dispositivo deve essere usato in stanze umide.',
    ],
    ['pt', 'O aparelho não deve ser usado em salas húmidas.', 'O aparelho deve ser usado em salas húmidas.'],
    [
      'nl',
      'Het apparaat mag niet in vochtige ruimtes worden gebruikt.',
      'Het apparaat mag in vochtige ruimtes worden gebruikt.',
    ],
    ['zh', '该设备不能在潮湿的房间使用。', '该设备能在潮湿的房间使用。'],
    ['ja', 'この装置は湿った部屋では使えません。', 'この装置は湿った部屋では使えます。'],
  ])('tells a denial from its opposite in %s', (language, text, opposite) => {
    expect(check(text, [0], { text, language })).toMatchObject({ ok: true, support: 1 })
    expect(check(opposite, [0], { text, language })).toEqual({ ok: false, why: 'negation' })
    expect(check(text, [0], { text: opposite, language })).toEqual({ ok: false, why: 'negation' })
  })

  it.each([
    ['de', 'Die Brücke wurde 1.250 m lang.', 'Die Brücke wurde 1250 Meter lang.', 'Die Brücke wurde 1.350 m lang.'],
    ['de', 'Am 3. Mai kamen zwölf Gäste zur Feier.', 'Zur Feier kamen 12 Gäste.', 'Zur Feier kamen 13 Gäste.'],
    [
      'fr',
      'La ville compte 12 500 habitants depuis peu.',
      'La ville compte 12.500 habitants.',
      'La ville compte 15 200 habitants.',
    ],
    [
      'ar',
      'بلغ عدد السكان ٤٢٠٠ نسمة في المدينة.',
      'عدد السكان في المدينة 4200 نسمة.',
      'عدد السكان في المدينة 4300 نسمة.',
    ],
    ['zh', '这座城市有120万居民和三所大学。', '这座城市有1200000居民。', '这座城市有130万居民。'],
  ])('compares numbers in %s however they are written', (language, text, same, other) => {
    expect(check(same, [0], { text, language })).toMatchObject({ ok: true })
    expect(check(other, [0], { text, language })).toEqual({ ok: false, why: 'number' })
  })

  it('measures numbers, names and denials of a translation, and says that its words were not measured', () => {
    const to = { writtenIn: 'de' }
    expect(check('Der Hafen von Lindau wurde 1856 von Franz Weber neu gebaut.', [0], to)).toMatchObject({
      ok: true,
      support: null,
    })
    expect(check('Der Hafen von Lindau wurde 1865 von Franz Weber neu gebaut.', [0], to)).toEqual({
      ok: false,
      why: 'number',
    })
    expect(check('Der Hafen wurde 1856 von Karl Huber neu gebaut.', [0], to)).toEqual({ ok: false, why: 'name' })
    expect(check('Der Leuchtturm ist 33 m hoch und braucht einen Wärter.', [2], to)).toEqual({
      ok: false,
      why: 'negation',
    })
    expect(check('Der Hafen wurde 1856 neu gebaut.', [], to)).toEqual({ ok: false, why: 'no-ids' })
  })
})
