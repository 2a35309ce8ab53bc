import { describe, expect, it } from 'vitest'
import { replyLines } from '../../../electron/summary/reply-lines.ts'

const read = (reply: string, cutOff = false) =>
  replyLines(reply, 20, cutOff).map(({ text, numbers }) => [text, ...numbers])

describe('The lines of a reply', () => {
  it.each([
    ['- The bridge was closed. [1, 2]', ['The bridge was closed.', 1, 2]],
    ['* The bridge was closed [1][2].', ['The bridge was closed.', 1, 2]],
    ['3. The bridge was closed. [4-6]', ['The bridge was closed.', 4, 5, 6]],
    ['- **Bridge**: closed on 3 May. [B3, B4]', ['Bridge: closed on 3 May.', 3, 4]],
    ['- The bridge was closed. [1, 99]', ['The bridge was closed.', 1]],
    ['- The bridge [1] was closed because of cracks. [2]', ['The bridge was closed because of cracks.', 1, 2]],
    ['The bridge was closed.', ['The bridge was closed.']],
  ])('%s', (line, statement) => {
    expect(read(line)).toEqual([statement])
  })

  it('are several where one line holds several statements with numbers', () => {
    expect(read('The bridge was closed. [1] A ferry replaces it [2]. Both are [3].')).toEqual([
      ['The bridge was closed.', 1],
      ['A ferry replaces it.', 2],
      ['Both are.', 3],
    ])
  })

  it('say a sentence once that is in one line twice', () => {
    const line = '- The file has a list of types. The file also has a list of types. It is read at the start. [2]'
    expect(read(line)).toEqual([['The file has a list of types. It is read at the start.', 2]])
  })

  it('are neither introductions nor signs', () => {
    expect(read('Here are the notes:\n\n- \n---\n[3]\n- The bridge was closed. [1]')).toEqual([
      ['The bridge was closed.', 1],
    ])
  })

  it('do not have the last one of a reply that was cut off', () => {
    expect(read('- The bridge was closed. [1]\n- A ferry repl', true)).toEqual([['The bridge was closed.', 1]])
  })

  it('end, whatever a model writes', () => {
    expect(read('- The bridge was closed. [1]\n'.repeat(5000))).toHaveLength(24)
    expect(read('['.repeat(100_000))).toEqual([])
    expect(read('[1] '.repeat(20_000)).length).toBeLessThanOrEqual(24)
  })
})
