import { describe, expect, it } from 'vitest'
import { quoted } from '../../../electron/questions/reply-markdown.ts'
import { StatementReader } from '../../../electron/questions/statements.ts'

/** As if the model wrote one character after the other. */
function read(text: string, cutOff = false) {
  const reader = new StatementReader()
  const statements = Array.from(text).flatMap((character) => reader.push(character))
  return [...statements, ...reader.close(cutOff)]
}

const said = (text: string, cutOff = false) =>
  read(text, cutOff).map((statement) => [statement.text, statement.numbers])

describe('StatementReader', () => {
  it('ends a statement at its numbers', () => {
    expect(said('The warranty is two years [3]. It starts on delivery [4, 5].')).toEqual([
      ['The warranty is two years.', [3]],
      ['It starts on delivery.', [4, 5]],
    ])
  })

  it('takes numbers that stand before a statement for its own', () => {
    expect(said('[1] The library opens at nine. [2] It closes at six.\n[3] It is old')).toEqual([
      ['The library opens at nine.', [1]],
      ['It closes at six.', [2]],
      ['It is old', [3]],
    ])
  })

  it('reads lists, ranges and several groups', () => {
    expect(read('- One [1]\n- Two [2][3]\n3. Three [4-6]\nFour [Sentence 7]')).toEqual([
      { text: 'One', numbers: [1], listed: true },
      { text: 'Two', numbers: [2, 3], listed: true },
      { text: 'Three', numbers: [4, 5, 6], listed: true },
      { text: 'Four', numbers: [7], listed: false },
    ])
  })

  it('does not take a statement for complete before the next one begins', () => {
    const reader = new StatementReader()
    expect(reader.push('It costs 3.5 euros [3]')).toEqual([])
    expect(reader.push('[4].')).toEqual([])
    expect(reader.push(' And')).toMatchObject([{ text: 'It costs 3.5 euros.', numbers: [3, 4] }])
  })

  it('drops the end of a text that was cut off, unless its numbers are there', () => {
    expect(said('One [1]. And then the', true)).toEqual([['One.', [1]]])
    expect(said('One [1]. Two [2]', true)).toEqual([
      ['One.', [1]],
      ['Two', [2]],
    ])
    expect(said('[1] One.\n[2] The tenant keeps', true)).toEqual([['One.', [1]]])
    expect(said('[1] One.\n[2] Two.', true)).toEqual([
      ['One.', [1]],
      ['Two.', [2]],
    ])
  })

  it('makes nothing of a range without an end', () => {
    expect(said('One [1-999999999]')).toEqual([['One', [1, 999_999_999]]])
  })
})

describe('quoted', () => {
  it('leaves nothing of a sentence to be Markdown, or a citation', () => {
    expect(quoted('See [3] and <b>*this*</b>:\n `x` ![a](b)')).toBe(
      '“See \\[\u20603\\] and \\<b\\>\\*this\\*\\</b\\>: \\`x\\` \\!\\[a\\](b)”',
    )
  })
})
