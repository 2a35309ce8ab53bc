import { describe, expect, it } from 'vitest'
import { LoopGuard } from '../../../electron/engine/process/loop-guard.ts'

/** How much of a text is written until the guard ends it, token by token; null when it lets all of it pass. */
function endedAfter(text: string): number | null {
  const guard = new LoopGuard()
  for (let at = 0; at < text.length; at += 4) {
    if (guard.push(text.slice(at, at + 4))) return at
  }
  return null
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n')

const fenced = (code: string) => `Here it is:\n\`\`\`\n${code}\n\`\`\``

/** A tail of prose, so that a refrain or a table does not stand at the very end. */
const PROSE =
  'The valley lay quiet under the first snow of the year, and only the brook under its thin ice could be heard. ' +
  'Anna closed the shutters one by one, counted the logs beside the stove and decided that they would do. '

describe('LoopGuard', () => {
  it.each([
    ['a word', 'no '.repeat(2000)],
    ['a character', '!'.repeat(4000)],
    ['a line', 'The capital of France is Paris.\n'.repeat(200)],
    ['a paragraph', `${PROSE}\n\n`.repeat(40)],
    ['a long passage', `${PROSE}${PROSE.toUpperCase()}\n`.repeat(20)],
    ['a sentence with a number that counts', lines(400, (at) => `${at + 1}. The sky is blue because of the light.`)],
    ['emoji', '🦊🐻 '.repeat(800)],
    ['a row of zeros', '0, '.repeat(2000)],
    ['a line of code', fenced(lines(1500, (at) => `  item${at}.enable();`))],
    [
      'a sentence after code',
      `${fenced('a = 1')}\n${lines(400, (at) => `${at + 1}. The sky is blue because of the light.`)}`,
    ],
    [
      'a sentence after code in a line',
      lines(400, (at) => (at === 0 ? '```x``` is' : `${at}. The sky is blue, it is.`)),
    ],
    ['a passage after a good beginning', PROSE + 'I am sorry, but I cannot do that. '.repeat(100)],
  ])('ends a reply that repeats %s', (_what, text) => {
    const after = endedAfter(text)
    expect(after).not.toBeNull()
    // Long before a reply's usual limit.
    expect(after).toBeLessThan(20_000)
  })

  it.each([
    ['prose', PROSE],
    ['a ruler', `Heading\n${'='.repeat(120)}\n${'-'.repeat(300)}\n`],
    ['a list of numbers', lines(900, (at) => `${at + 1}.`)],
    ['a row of numbers', Array.from({ length: 1500 }, (_, at) => at).join(', ')],
    [
      'a refrain',
      Array.from(
        { length: 12 },
        (_, at) =>
          `Verse ${at}: ${PROSE.slice(at * 9, at * 9 + 90)}\nOh, the river, the river, the river rolls on.\nOh, the river rolls on.\n`,
      ).join('\n'),
    ],
    ['a few cries', 'ha '.repeat(60)],
    ['a table of figures', lines(60, (at) => `| ${at} | ${at * at} | ${Math.sqrt(at).toFixed(3)} | yes | no |`)],
    ['the rule of a wide table', `|${' --- |'.repeat(40)}`],
    ['a truth table', lines(64, (at) => `| ${at.toString(2).padStart(6, '0').split('').join(' | ')} | true |`)],
    ['code with similar lines', lines(50, (at) => `  { id: ${at}, name: 'item ${at}', enabled: true, parent: null },`)],
    ['closing brackets', '      }\n    }\n  }\n}\n'.repeat(10)],
    ['a field of zeros', lines(12, () => '[0, 0, 0, 0, 0, 0, 0, 0],')],
    ['a list in HTML', `<ul>\n${lines(60, (at) => `  <li class="item">Item ${at}</li>`)}\n</ul>`],
    ['an empty board', lines(20, () => '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0],')],
    ['a large board', lines(20, () => `  {${Array.from({ length: 20 }, () => '0').join(', ')}},`)],
    ['a table of bytes', lines(32, () => '0x00, '.repeat(8))],
    ['an empty table in Markdown', `| A | B | C | D | E | F |\n${lines(40, () => '|   |   |   |   |   |   |')}`],
    [
      'rows of JSON',
      fenced(lines(100, (at) => `  { "id": ${at}, "name": "item ${at}", "enabled": true, "parent": null },`)),
    ],
    [
      'rows of SQL',
      fenced(lines(100, (at) => `INSERT INTO items (id, name, price) VALUES (${at}, 'Item ${at}', ${at * 3});`)),
    ],
    ['options of HTML', fenced(lines(250, (at) => `  <option value="${at}">${at}</option>`))],
    ['a sentence said twenty times on demand', 'I must not talk. '.repeat(20)],
  ])('lets %s pass', (_what, text) => {
    expect(endedAfter(text + PROSE)).toBeNull()
  })
})
