import { describe, expect, it } from 'vitest'
import { GrowingMarkdown } from '../../../renderer/lib/markdown/growing-markdown.ts'
import { MARKDOWN_CORPUS } from '../../support/markdown-corpus.ts'

const asItIs = (html: string) => html

function whole(text: string): string {
  return new GrowingMarkdown(asItIs).blocks(text).join('')
}

/** Numbers that look random and are the same in each run. */
function* randomNumbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state / 2 ** 31
  }
}

describe('GrowingMarkdown', () => {
  for (const [name, text] of Object.entries(MARKDOWN_CORPUS)) {
    it(`gives the same for each beginning of "${name}" as for that beginning alone`, () => {
      const growing = new GrowingMarkdown(asItIs)
      for (let length = 1; length <= text.length; length += 1) {
        const part = text.slice(0, length)
        expect(growing.blocks(part).join(''), JSON.stringify(part)).toBe(whole(part))
      }
    })
  }

  it('gives the same for any mixture of Markdown in any pieces', () => {
    const random = randomNumbers(7)
    const pieces = [
      '- ',
      '* ',
      '1. ',
      '> ',
      '# ',
      '```',
      '\n',
      '\n\n',
      '    ',
      '  ',
      '| a | b |\n|--|--|\n',
      '|',
      '---',
      '===',
      'word ',
      '**',
      '`',
      '\t',
      '<div>',
      '[a]: b',
      '\r\n',
      '~~~',
      '+',
    ]
    for (let round = 0; round < 500; round += 1) {
      const growing = new GrowingMarkdown(asItIs)
      let text = ''
      for (let count = 0; count < 24; count += 1) {
        text += pieces[Math.floor(random.next().value * pieces.length)] ?? ''
        expect(growing.blocks(text).join(''), JSON.stringify(text)).toBe(whole(text))
      }
    }
  })

  it('does not work again on what can no longer change', () => {
    const finished: string[] = []
    const growing = new GrowingMarkdown((html) => {
      finished.push(html)
      return html
    })
    const paragraph = (index: number) => `Paragraph ${index} of a long answer.\n\n`
    let text = ''
    for (let index = 0; index < 200; index += 1) {
      text += paragraph(index)
      growing.blocks(text)
    }
    expect(growing.blocks(text).filter((html) => html !== '')).toHaveLength(200)
    // A few blocks for each step, however long the answer has become.
    expect(finished.length).toBeLessThan(200 * 8)
  })

  it('starts again when the text is another one', () => {
    const growing = new GrowingMarkdown(asItIs)
    growing.blocks('# First\n\nand more\n\nand more\n')
    expect(growing.blocks('Second').join('')).toBe(whole('Second'))
  })

  it('shows text that overflows the parser as it was written', () => {
    const bomb = `${'>'.repeat(50_000)} deep`
    const shown = whole(bomb)
    expect(shown).toContain('deep')
    expect(shown).toContain('&gt;&gt;&gt;')
  })

  it('writes HTML of a text as text', () => {
    const shown = whole('<img src=x onerror=alert(1)> and <script>alert(1)</script>')
    expect(shown).not.toMatch(/<(?:img|script)/u)
    expect(shown).toContain('&lt;img')
  })

  it('makes links of web and mail addresses only', () => {
    const text =
      '[a](javascript:alert(1)) [b](file:///etc/passwd) [c](data:text/html,x) [d](https://example.org) [e](mailto:a@b.c)'
    expect(whole(text).match(/href="[^"]*"/gu)).toEqual(['href="https://example.org"', 'href="mailto:a@b.c"'])
  })

  it('never makes a picture', () => {
    expect(whole('![alt](https://example.org/x.png)')).not.toContain('<img')
  })
})
