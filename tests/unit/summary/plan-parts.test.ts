import { describe, expect, it } from 'vitest'
import { planParts } from '../../../electron/summary/plan-parts.ts'
import { sectionsOf } from '../../../electron/summary/sections.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import type { DocumentText, Heading } from '../../../shared/model/document.ts'
import { randomDocument } from '../../support/documents/random-document.ts'
import { textOf } from '../../support/documents/text-of.ts'

const countWords = (texts: string[]) => Promise.resolve(texts.map((text) => text.match(/\S+/gu)?.length ?? 0))
const words = (count: number) => `${Array.from({ length: count }, () => 'Word').join(' ')}.`
const paragraph = (count: number) => Array.from({ length: count / 10 }, () => words(10)).join(' ')

const plan = (document: DocumentText, size = { budget: 100, minimum: 25 }) =>
  planParts(sentencesOf(document), document.headings, countWords, size)

/** A page of sections: a heading of that level over so many words. */
function chapters(...sections: [title: string, level: number, words: number][]): DocumentText {
  let text = ''
  const headings: Heading[] = []
  for (const [title, level, count] of sections) {
    if (text !== '') text += '\n\n'
    headings.push({ page: 1, offset: text.length, level, text: title })
    text += count === 0 ? title : `${title}\n\n${paragraph(count)}`
  }
  return textOf([text], headings)
}

describe('Parts', () => {
  it('hold a short document at once', async () => {
    const parts = await plan(textOf(['One thing. Another thing.', 'A third.']))
    expect(parts).toHaveLength(1)
    expect(parts[0]).toMatchObject({ index: 0, path: [], pages: [1, 2], tokens: 6 })
  })

  it('end at headings when they have the minimum, and else take in what comes next', async () => {
    const parts = await plan(chapters(['A', 1, 60], ['B', 1, 10], ['C', 1, 30], ['D', 1, 50]))
    expect(parts.map(({ path, tokens }) => [path, tokens])).toEqual([
      [['A'], 61],
      [['B'], 42],
      [['D'], 51],
    ])
  })

  it('hold several small sections of one chapter, and are named by what they have in common', async () => {
    const parts = await plan(chapters(['A', 1, 0], ['A1', 2, 30], ['A2', 2, 30], ['A3', 2, 60], ['B', 1, 40]))
    expect(parts.map(({ path }) => path)).toEqual([['A'], ['A', 'A3'], ['B']])
  })

  it('never end with a heading', async () => {
    const parts = await plan(chapters(['A', 1, 90], ['B', 2, 0], ['C', 3, 80], ['D', 1, 90]))
    for (const { sentences } of parts) expect(sentences.at(-1)?.kind).not.toBe('heading')
  })

  it('end at empty lines before they end inside a paragraph', async () => {
    const parts = await plan(textOf([[70, 60, 90].map(paragraph).join('\n\n')]))
    expect(parts.map(({ tokens }) => tokens)).toEqual([70, 60, 90])
  })

  it('divide a paragraph that is larger than a part between its sentences', async () => {
    const parts = await plan(textOf([paragraph(250)]))
    expect(parts.map(({ tokens }) => tokens)).toEqual([100, 100, 50])
  })

  it('keep a table whole also where little stands before it', async () => {
    const rows = Array.from({ length: 11 }, (_, at) => `Name: Ada | Born: ${at} | Is: here`).join('\n\n')
    const parts = await plan(textOf([`${paragraph(20)}\n\n${rows}`]))
    expect(parts.map(({ tokens }) => tokens)).toEqual([20, 88])
  })

  it('divide a table that is larger than a part between its rows', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `Name: Ada | Born: ${at} | Is: here`).join('\n\n')
    const parts = await plan(textOf([rows]))
    expect(parts.map(({ tokens }) => tokens)).toEqual([96, 96, 96, 32])
  })

  it('hold a table of contents that counts nothing', async () => {
    const contents = Array.from({ length: 30 }, (_, at) => `Chapter ${at} ........ ${at}`).join('\n')
    const parts = await plan(textOf([contents, paragraph(20)]))
    expect(parts).toHaveLength(1)
    expect(parts[0]?.tokens).toBe(20)
    expect(parts[0]?.sentences).toHaveLength(32)
  })

  it('are refused where a single sentence is larger than a part', async () => {
    await expect(plan(textOf([words(110)]))).rejects.toThrow('A sentence of 110 tokens')
  })

  it('are counted in batches, and refused where a count is missing', async () => {
    const document = textOf([paragraph(20_000)])
    const sizes: number[] = []
    await planParts(sentencesOf(document), [], (texts) => {
      sizes.push(texts.length)
      return countWords(texts)
    })
    expect(Math.max(...sizes)).toBeLessThan(1000)
    const nothing = () => Promise.resolve([])
    await expect(planParts(sentencesOf(document), [], nothing)).rejects.toThrow('counted')
  })

  it('hold every sentence of any document once, in order, within the budget', async () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const document = randomDocument(seed)
      const sentences = sentencesOf(document)
      const parts = await plan(document, { budget: 150, minimum: 40 })
      expect(parts.flatMap((part) => part.sentences)).toEqual(sentences)
      for (const { index, tokens, pages, sentences: own } of parts) {
        expect(parts[index]?.sentences).toBe(own)
        expect(tokens).toBeLessThanOrEqual(150)
        expect(pages).toEqual([own[0]?.page, own.at(-1)?.page])
      }
    }
  })
})

describe('The outline', () => {
  const outline = async (document: DocumentText) => {
    const sentences = sentencesOf(document)
    return sectionsOf(sentences, document.headings, await plan(document))
  }

  it('has the chapters with their pages', async () => {
    const document = textOf(
      ['Preface here.\n\nOne\n\nText one.', 'More of one.\n\nTwo\n\nText two.', 'Three\n\nText three.'],
      [
        { page: 1, offset: 15, level: 1, text: 'One' },
        { page: 2, offset: 14, level: 1, text: 'Two' },
        { page: 3, offset: 0, level: 1, text: 'Three' },
      ],
    )
    expect((await outline(document)).map(({ title, pages }) => [title, pages])).toEqual([
      ['', [1, 1]],
      ['One', [1, 2]],
      ['Two', [2, 2]],
      ['Three', [3, 3]],
    ])
  })

  it('goes one level deeper under the title of the whole document', async () => {
    const sections = await outline(
      chapters(['Book', 1, 0], ['A', 2, 30], ['A1', 3, 30], ['B', 2, 30], ['B1', 3, 0], ['C', 2, 9]),
    )
    expect(sections.map(({ title }) => title)).toEqual(['A', 'B', 'C'])
    expect(sections[0]?.from).toBe(0)
  })

  it('begins with what has no text of its own, as a title and an author', async () => {
    const [title, author, address] = ['The Book', 'Thomas Leonard', 'tal197 at example.org']
    const body = 'This is said in the first chapter.'
    const text = [title, author, address, 'Introduction', body, 'Files', 'They are read.', 'End', 'It ends.'].join(
      '\n\n',
    )
    const levels = { [title]: 1, [author]: 2, [address]: 4, Introduction: 2, Files: 2, End: 2 }
    const headings = Object.entries(levels).map(([text_, level]) => ({
      ...{ page: 1, level, text: text_ },
      offset: text.indexOf(text_),
    }))
    expect((await outline(textOf([text], headings))).map(({ title: name, from }) => [name, from])).toEqual([
      ['Introduction', 0],
      ['Files', 5],
      ['End', 7],
    ])
  })

  it('divides a chapter that is more than half of the document', async () => {
    const sections = await outline(
      chapters(['A', 1, 30], ['B', 1, 30], ['B1', 2, 600], ['B1a', 3, 30], ['B2', 2, 600], ['C', 1, 30]),
    )
    expect(sections.map(({ title }) => title)).toEqual(['A', 'B', 'B1', 'B2', 'C'])
  })

  it('of a document without headings has its parts', async () => {
    const sections = await outline(textOf([paragraph(250)]))
    expect(sections.map(({ title, from, to }) => [title, from, to])).toEqual([
      ['', 0, 10],
      ['', 10, 20],
      ['', 20, 25],
    ])
  })

  it('holds every sentence of any document once', async () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const document = randomDocument(seed)
      const sections = await outline(document)
      const borders = sections.map(({ from }) => from)
      expect(sections.map(({ to }) => to)).toEqual(
        [...borders.slice(1), sentencesOf(document).length].slice(0, sections.length),
      )
      if (sections.length > 0) expect(borders[0]).toBe(0)
    }
  })
})
