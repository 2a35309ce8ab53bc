import { describe, expect, it } from 'vitest'
import { Gate, type GateVerdict } from '../../../electron/summary/gate/gate.ts'
import { WordWeights } from '../../../electron/summary/gate/word-weights.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { textOf } from '../../support/documents/text-of.ts'

const TEXT = 'The lighthouse is 33 m high and does not need a keeper.'

interface Setting {
  readonly text?: string
  readonly language?: string
}

/** Checks a statement that cites these sentences, by their places. */
function check(statement: string, cited: number[], { text = TEXT, language = 'en' }: Setting = {}): GateVerdict {
  const sentences = sentencesOf(textOf([text]))
  const weights = new WordWeights(
    language,
    sentences.map((sentence) => sentence.text),
  )
  const gate = new Gate({ sentences, weights, language, writtenIn: null, instructions: '', title: '' })
  return gate.check(
    statement,
    cited.flatMap((id) => sentences[id] ?? []),
    sentences,
  )
}

describe('The gate, about numbers, contraries and quotations,', () => {
  it.each([
    [
      'en',
      'Take 5 kg of salt and heat it to 20 % of its weight.',
      ['Take 5 g of salt.', 'Take 5 of salt.', 'Heat the salt to 20 of its weight.'],
    ],
    [
      'de',
      'Man nehme 5 kg Salz und 3 Liter Wasser für 20 Prozent.',
      ['Man nehme 5 g Salz.', 'Man nehme 3 ml Wasser und Salz.'],
    ],
    [
      'fr',
      'La commune verse 5 millions d’euros pour 20 pour cent des travaux.',
      [
        'La commune verse 5 milliards d’euros.',
        'La commune verse 5 millions de dollars.',
        'La commune verse 20 des travaux.',
      ],
    ],
    [
      'es',
      'El ayuntamiento paga 5 millones de euros, el 20 por ciento de las obras.',
      ['El ayuntamiento paga 5 mil millones de euros.', 'El ayuntamiento paga 20 de las obras.'],
    ],
    [
      'it',
      'Il comune paga 5 milioni di euro e usa 20 chilogrammi di sale.',
      ['Il comune paga 5 miliardi di euro.', 'Il comune usa 20 grammi di sale.'],
    ],
    [
      'pt',
      'A cidade gasta 5 milhões de euros e usa 20 quilogramas de sal.',
      ['A cidade gasta 5 bilhões de euros.', 'A cidade usa 20 gramas de sal.'],
    ],
    [
      'en',
      'The bridge cost 5 billion dollars.',
      ['The bridge cost 5 million dollars.', 'The bridge cost 5 billion pounds.'],
    ],
  ])('compares what numbers in %s count in', (language, text, others) => {
    expect(check(text, [0], { text, language })).toMatchObject({ ok: true, support: 1 })
    for (const other of others) expect(check(other, [0], { text, language })).toEqual({ ok: false, why: 'number' })
  })

  it.each([
    ['en', 'The tank holds 5 to 10 litres of water.', 'The tank holds from 5 litres to 10 l of water.'],
    [
      'en',
      'Rebuilding took 2 or 3 years and $1.5m of the budget.',
      'Rebuilding took 2 years or 3 years and 1.5 million dollars of the budget.',
    ],
    ['de', 'Der Tank fasst 5 bis 10 Liter Wasser.', 'Der Tank fasst zwischen 5 Liter und 10 Liter Wasser.'],
    ['fr', 'La ville compte 12 500 km de routes.', 'La ville compte 12500 km de routes.'],
    ['es', 'Costó 3 mil millones de euros.', 'Costó 3000 millones de euros.'],
    ['en', 'The law changes on 3 May 2027 for all towns.', 'For all towns the law changes in May 2027.'],
  ])('takes the same quantities in %s for the same', (language, text, same) => {
    expect(check(same, [0], { text, language })).toMatchObject({ ok: true })
  })

  it.each([
    ['en', 'Rents in the old town increased in spring.', 'Rents in the old town fell in spring.'],
    ['en', 'Visitors pay before they enter the old hall.', 'Visitors pay after they enter the old hall.'],
    ['en', 'The hall seats no more than 200 visitors.', 'The hall seats more than 200 visitors.'],
    ['en', 'The minimum age for members is 18 years.', 'The maximum age for members is 18 years.'],
    ['en', 'Dogs are allowed in the garden of the hall.', 'Dogs are forbidden in the garden of the hall.'],
    ['de', 'Die Miete der Halle steigt im Frühjahr.', 'Die Miete der Halle sinkt im Frühjahr.'],
    ['de', 'Die Prüfung beginnt am 3. Mai in der Halle.', 'Die Prüfung beginnt am 3. Juni in der Halle.'],
    ['fr', 'Le loyer de la salle augmente au printemps.', 'Le loyer de la salle diminue au printemps.'],
    ['fr', 'Le cours commence le 3 mai dans la salle.', 'Le cours commence le 3 juin dans la salle.'],
    ['es', 'La cuota se paga antes del curso en la sala.', 'La cuota se paga después del curso en la sala.'],
    ['it', 'Il corso inizia lunedì nella sala grande.', 'Il corso inizia venerdì nella sala grande.'],
    ['pt', 'A idade mínima dos sócios é de 18 anos.', 'A idade máxima dos sócios é de 18 anos.'],
  ])('stops the contrary of a statement in %s: “%s”', (language, text, contrary) => {
    expect(check(text, [0], { text, language })).toMatchObject({ ok: true, support: 1 })
    expect(check(contrary, [0], { text, language })).toEqual({
      ok: false,
      why: expect.stringMatching(/contrast|name|negation/u) as string,
    })
  })

  it.each([
    ['Rents rose from 10 to 20 euros a month.', 'Rents increased from 10 to 20 euros a month.'],
    ['Rents were 10 euros, and are 20 euros now.', 'Rents are higher now: 20 euros after 10 euros.'],
    ['Rents rose while wages fell in the town.', 'Wages in the town fell while rents rose.'],
    ['At least 20 members may vote in the town.', 'The minimum is 20 members who vote in the town.'],
    ['You may march in May or in June.', 'In June you may march, or in May.'],
  ])('lets pass what says “%s” otherwise', (text, same) => {
    expect(check(same, [0], { text })).toMatchObject({ ok: true })
  })

  it.each([
    ['The lighthouse “does not need a keeper”.', true],
    ['The lighthouse "does not\nneed a keeper."', true],
    ['The lighthouse „Does not need a keeper“.', true],
    ['The lighthouse “does not need one keeper”.', false],
    ['The lighthouse « does not need a keeper in winter ».', false],
  ])('takes a quotation only word for word: %s', (statement, stands) => {
    const verdict = check(statement, [0])
    expect(verdict).toMatchObject(stands ? { ok: true } : { ok: false, why: 'quotation' })
  })
})
