import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp'
import { describe, expect, it } from 'vitest'
import { writeReply } from '../../../electron/engine/process/write-reply.ts'

const job = { step: () => Promise.resolve(), leave: () => undefined }

/** The seed that a reply is written with. */
async function seedOf(seed: number | null, reply: Token[] = []): Promise<number | undefined> {
  let used: number | undefined
  const sequence = {
    evaluate(_tokens: Token[], { seed: given }: SequenceEvaluateOptions) {
      used = given
      return (async function* () {
        yield* await Promise.resolve([])
      })()
    },
  } as unknown as LlamaContextSequence
  await writeReply([1 as Token], {
    ...{ sequence, job, reply, signal: new AbortController().signal },
    sampling: { temperature: 1, topP: 1, topK: 0, minP: 0, repeatPenalty: 1, maxTokens: 8, seed },
    read: () => undefined,
    token: () => true,
  })
  return used
}

describe('The random numbers of a reply', () => {
  it('are those of its seed', async () => {
    expect(await seedOf(42)).toBe(42)
  })

  it('are others when it goes on after a pause', async () => {
    expect(await seedOf(42, [1 as Token, 2 as Token])).toBe(44)
  })

  it('are others each time without a seed, also within a second', async () => {
    const seeds = new Set([await seedOf(null), await seedOf(null), await seedOf(null)])
    expect(seeds).not.toContain(undefined)
    expect(seeds.size).toBe(3)
  })
})
