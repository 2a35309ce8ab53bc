import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import { randomDocument } from '../../support/documents/random-document.ts'
import { textOf } from '../../support/documents/text-of.ts'

const split = (...pages: string[]) => sentencesOf(textOf(pages)).map(({ text }) => text)

describe('Sentences', () => {
  it('of a page are told apart, and each says where it stands, word for word', () => {
    const document = textOf(['One thing. Another thing.\n\nA third one.', 'On the next page.'])
    const sentences = sentencesOf(document)
    expect(sentences.map(({ text }) => text)).toEqual([
      'One thing.',
      'Another thing.',
      'A third one.',
      'On the next page.',
    ])
    expect(sentences.map(({ id, page, block }) => [id, page, block])).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [2, 1, 1],
      [3, 2, 2],
    ])
    for (const { page, from, to, text } of sentences) {
      expect(document.pages[page - 1]?.text.slice(from, to)).toBe(text)
    }
  })

  it.each([
    ['titles', 'Mr. Smith and Dr. Jones met Prof. Lee. They spoke.', 2],
    ['initials', 'The book by J. R. R. Tolkien is long. The U.S. Government paid for it.', 2],
    ['decimals and versions', 'It is 3.5 m long since version 2.1. It was shorter. It grew 0.25 m.', 3],
    ['references', 'As Fig. 3 shows, see No. 5 and pp. 12–15, e.g. Table 2, all is well. He said no. They left.', 3],
    ['questions inside a sentence', '“Really?” he asked. “Yes!” she cried. They agreed.', 3],
    ['German', 'Am 3. Oktober kam z. B. Herr Dr. Müller. Er blieb bis zum 5. Mai. Vgl. Nr. 7 und Abs. 2 dort.', 3],
    ['French', 'M. Dupont habite à Paris. Mme. Curie y travaille, p.ex. le lundi. C’est loin.', 3],
    ['Spanish', 'El Sr. García y la Sra. López viven aquí. ¿Dónde? En la pág. 5 está escrito.', 3],
    ['Chinese', '这是第一句。这是第二句！这是第三句吗？', 3],
    ['Japanese with quotation marks', '「はい。」と言った。次の文です！「いいえ。」', 4],
    ['Arabic', 'هذا نص قصير. ما هذا؟ نعم هو كذلك.', 3],
    ['Hindi', 'यह पहला वाक्य है। यह दूसरा वाक्य है।', 2],
  ])('keep %s together', (_what, text, count) => {
    expect(split(text)).toHaveLength(count)
  })

  it('may run over the ends of lines, and not over an item of a list', () => {
    expect(
      split(
        'This is one sentence that was\nwrapped by hand. And\nanother.\n- first item\n- second item\n  goes on\n2. third',
      ),
    ).toEqual([
      'This is one sentence that was\nwrapped by hand.',
      'And\nanother.',
      '-',
      'first item',
      '-',
      'second item\n  goes on',
      '2. third',
    ])
  })

  it('of a list begin after the mark of their item, which says nothing', () => {
    const sentences = sentencesOf(textOf(['• It must be possible to install programs.\n\n– Nothing else is needed.']))
    expect(sentences.map(({ text, kind }) => [text, kind])).toEqual([
      ['•', 'filler'],
      ['It must be possible to install programs.', 'prose'],
      ['–', 'filler'],
      ['Nothing else is needed.', 'prose'],
    ])
  })

  it('of headings are units of their own, found by where they stand', () => {
    const document = textOf(
      ['Scope\n\nThis is about scope. Scope is wide.'],
      [{ page: 1, offset: 0, level: 1, text: 'Scope' }],
    )
    expect(sentencesOf(document).map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'Scope'],
      ['prose', 'This is about scope.'],
      ['prose', 'Scope is wide.'],
    ])
  })

  it('of tables and code are their lines, and rows between empty lines are one block', () => {
    const sentences = sentencesOf(
      textOf([
        'Name: Ada | Born: 1815\n\nName: Alan | Born: 1912\n\nThat was all.\n\n```js\nlet a = 1.5\n\nreturn a\n```',
      ]),
    )
    expect(sentences.map(({ kind, block, text }) => [kind, block, text])).toEqual([
      ['row', 0, 'Name: Ada | Born: 1815'],
      ['row', 0, 'Name: Alan | Born: 1912'],
      ['prose', 1, 'That was all.'],
      ['row', 2, '```js'],
      ['row', 2, 'let a = 1.5'],
      ['row', 2, 'return a'],
      ['filler', 2, '```'],
    ])
  })

  it('of a table of contents are filler, as lines and as one paragraph', () => {
    const entries = ['1 Scope', '1.1 Words', '2 Rules', '3 Ends', 'Index'].map(
      (title, at) => `${title} . . . . . . . . ${at + 3}`,
    )
    for (const text of [entries.join('\n'), entries.join(' ')]) {
      const sentences = sentencesOf(textOf([text, 'The text itself.']))
      expect(sentences.map(({ kind }) => kind)).toEqual([...entries.map(() => 'filler'), 'prose'])
      expect(sentences.slice(0, 5).map(({ text }) => text)).toEqual(entries)
    }
  })

  it('of a document that is only a table of contents are read', () => {
    const text = Array.from({ length: 6 }, (_, at) => `Chapter ${at} ............ ${at}`).join('\n')
    expect(new Set(sentencesOf(textOf([text])).map(({ kind }) => kind))).toEqual(new Set(['row']))
  })

  it('never exceed 600 characters, 120 words and 1,200 bytes, and are cut at lines and clauses', () => {
    const long = Array.from({ length: 100 }, (_, at) => `clause ${at} of a very long law with many words`).join('; ')
    const pieces = split(long)
    expect(pieces.length).toBeGreaterThan(8)
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/;$/u)
    for (const text of [long, 'word '.repeat(5000), '漢'.repeat(5000), '😀'.repeat(2001), 'x'.repeat(5000)]) {
      for (const piece of split(text)) {
        expect(piece.length).toBeLessThanOrEqual(600)
        expect(piece.split(/\s+/u).length).toBeLessThanOrEqual(120)
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(1200)
        expect(piece.isWellFormed()).toBe(true)
      }
    }
  })

  it('hold every character of any document once, word for word', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const document = randomDocument(seed)
      const sentences = sentencesOf(document)
      for (const { page, text } of document.pages) {
        const own = sentences.filter((sentence) => sentence.page === page)
        expect(
          own
            .map((sentence) => sentence.text)
            .join('')
            .replace(/\s/gu, ''),
        ).toBe(text.replace(/\s/gu, ''))
        for (const sentence of own) expect(text.slice(sentence.from, sentence.to)).toBe(sentence.text)
      }
      expect(sentences.map(({ id }) => id)).toEqual(sentences.map((_, at) => at))
    }
  })
})
