import { describe, expect, it } from 'vitest'
import { fitPrompt } from '../../../electron/questions/fit-prompt.ts'
import type { SourceSentence } from '../../../electron/questions/source-sentence.ts'

const words = (texts: readonly string[]) => Promise.resolve(texts.map((text) => text.split(/\s+/u).length))

/** A passage of five sentences of 32 words; `at` is its place in the document. */
function passage(at: number, documentId = 'a'): SourceSentence[] {
  return Array.from({ length: 5 }, (_, index) => ({
    ...{ documentId, page: at + 1, from: index * 100, to: index * 100 + 99 },
    text: `p${at} s${index} ${'word '.repeat(30)}`.trim(),
    isHeading: false,
  }))
}

const wish = (passages: readonly SourceSentence[][], earlier: string[] = []) => ({
  ...{ question: 'Why?', names: new Map<string, string>(), marker: '#### x', documentIds: ['a', 'b'], passages },
  earlier: earlier.map((text) => [
    { role: 'user' as const, text: 'Before?' },
    { role: 'assistant' as const, text },
  ]),
})

async function fitted(size: number, ...parts: Parameters<typeof wish>) {
  const prompt = await fitPrompt(wish(...parts), size, words)
  if ('limit' in prompt) throw new Error('Too long')
  const tokens = (await words(prompt.turns.map(({ text }) => text))).reduce((sum, count) => sum + count, 0)
  return { ...prompt, tokens, passages: new Set(prompt.sentences.map(({ page }) => page - 1)) }
}

describe('fitPrompt', () => {
  it.each([768, 1024, 2048, 4096, 8192])('never needs more than a context of %d', async (size) => {
    const prompt = await fitted(
      size,
      Array.from({ length: 12 }, (_, at) => passage(at)),
      ['An answer. '.repeat(100)],
    )
    expect(prompt.tokens + prompt.maxTokens).toBeLessThanOrEqual(size)
    expect(prompt.sentences.length).toBeGreaterThan(0)
  })

  it('takes the best passages, whole, and gives them in the order of the documents', async () => {
    const prompt = await fitted(900, [passage(7), passage(2, 'b'), passage(3), passage(1)])
    expect(prompt.sentences.map(({ documentId, page }) => `${documentId}${page}`)).toEqual([
      ...Array.from({ length: 5 }, () => 'a8'),
      ...Array.from({ length: 5 }, () => 'b3'),
    ])
  })

  it('shows a sentence once that two passages share', async () => {
    const prompt = await fitted(4096, [passage(1), [...passage(1).slice(4), ...passage(2)]])
    expect(prompt.sentences).toHaveLength(10)
  })

  it('does not read more than helps, however large the context is', async () => {
    const prompt = await fitted(
      100_000,
      Array.from({ length: 40 }, (_, at) => passage(at)),
    )
    expect(prompt.tokens).toBeLessThan(2600)
  })

  it('says whether a sentence that was found is left out', async () => {
    const three = [passage(1), passage(2), passage(3)]
    expect((await fitted(4096, three)).isAll).toBe(true)
    expect((await fitted(4096, [passage(1), [...passage(1).slice(4), ...passage(2)]])).isAll).toBe(true)
    expect((await fitted(768, three)).isAll).toBe(false)
    expect((await fitted(4096, [Array.from({ length: 20 }, (_, at) => passage(at)).flat()])).isAll).toBe(false)
  })

  it('leaves out earlier turns that do not fit, the oldest first', async () => {
    const prompt = await fitted(1024, [passage(1)], ['Long ago. '.repeat(60), 'A moment ago.'])
    expect(prompt.turns.map(({ text }) => text).slice(0, -1)).toEqual(['Before?', 'A moment ago.'])
  })

  it('says how long a question is that fits nowhere', async () => {
    const prompt = await fitPrompt({ ...wish([passage(1)]), question: 'Why? '.repeat(2000) }, 2048, words)
    expect(prompt).toMatchObject({ limit: 2048 })
  })
})
