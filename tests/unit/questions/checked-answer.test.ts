import { expect, it } from 'vitest'
import { CheckedAnswer } from '../../../electron/questions/checked-answer.ts'

const sentences = [
  { text: '3 The boat', isHeading: true },
  { text: 'Charging takes four hours.', isHeading: false },
].map((sentence, index) => ({ documentId: 'a', page: 1, from: index * 100, to: index * 100 + 50, ...sentence }))

/** What an answer shows of what a model says, each statement with its sentence; about what has one of these words. */
function shown(said: readonly (readonly [string, number])[], word: string): string {
  const answer = new CheckedAnswer({
    sentences,
    check: (_text, numbers) => numbers,
    isRelevant: ({ text }) => text.includes(word),
    canAnswer: () => true,
  })
  return said.map(([text, number]) => answer.take({ text, numbers: [number], listed: false })).join('')
}

it('A heading never stands in for a statement that failed', () => {
  const answer = new CheckedAnswer({ sentences, check: () => null, isRelevant: () => true, canAnswer: () => true })
  const take = (number: number) => answer.take({ text: 'It is free.', numbers: [number], listed: false })
  expect([take(1), take(2)]).toEqual(['', '“Charging takes four hours.” [1]'])
})

it('A heading that was only repeated is no answer, and one that was asked for is', () => {
  const said = [
    ['3 The boat.', 1],
    ['Charging takes four hours.', 2],
  ] as const
  expect(shown(said, 'Charging')).toBe('“Charging takes four hours.” [1]')
  expect(shown(said, 'boat')).toBe('“3 The boat” [1] “Charging takes four hours.” [2]')
})
