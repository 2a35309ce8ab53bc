import { describe, expect, it } from 'vitest'
import { HEALTH_QUESTIONS } from '../../../../electron/engine/ladder/health-questions.ts'
import { fallsShort, judgeAnswers } from '../../../../electron/engine/ladder/judge-answers.ts'

/** The first `count` answers are right, the others are `other`. */
function answers(count: number, other: string): string[] {
  return HEALTH_QUESTIONS.map(({ expected }, index) => {
    return index < count ? `I think it is ${expected.at(-1)?.toUpperCase() ?? ''}!` : other
  })
}

describe('The judgement of ten answers', () => {
  it.each([10, 7, 2])('finds a model sound with %i right answers and others in words', (count) => {
    const judged = judgeAnswers(answers(count, 'That is a very interesting thing to ask.'))
    expect(judged).toEqual({ gibberish: false, right: count, broken: 0 })
  })

  it('finds gibberish where next to nothing is right, however fluent it sounds', () => {
    expect(judgeAnswers(answers(1, 'The weather of the table is on a spoon.')).gibberish).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['no letter', ' … @@ ## !! '],
    ['one word over and over', 'the the the the the the the'],
    ['one letter over and over', 'Gaaaaaaaaaaaaaaaaaaa'],
  ])('calls an answer of %s broken, and a model that gives mostly such gibberish', (_name, other) => {
    expect(judgeAnswers(answers(4, other))).toEqual({ gibberish: true, right: 4, broken: 6 })
    expect(judgeAnswers(answers(6, other))).toEqual({ gibberish: false, right: 6, broken: 4 })
  })

  it.each([
    [9, 6, false],
    [9, 5, true],
    [2, 2, false],
    [4, 9, false],
  ])('with %i right on the processor and %i on a card, that the card falls short is %s', (processor, card, isShort) => {
    expect(fallsShort({ gibberish: false, right: card, broken: 0 }, processor)).toBe(isShort)
  })

  it('looks for whole words: "price" is no ice', () => {
    expect(judgeAnswers(HEALTH_QUESTIONS.map(() => 'price'))).toMatchObject({ right: 0, broken: 0 })
  })

  it('reads other scripts as words', () => {
    expect(judgeAnswers(answers(2, 'это слово')).broken).toBe(0)
  })
})
