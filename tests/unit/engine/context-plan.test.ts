import { describe, expect, it } from 'vitest'
import {
  type ContextPlan,
  type ContextWish,
  planContext,
  smallerPlan,
} from '../../../electron/engine/process/context-plan.ts'

const MIB = 1024 ** 2
/** As measured for Gemma 2 2B with a batch of 128: 104 KiB for each token, and 128 MiB to compute in. */
const gemma = ({ contextSize, sequences }: ContextPlan) =>
  Promise.resolve(contextSize * sequences * 104 * 1024 + 128 * MIB)
const trained = (most: Partial<ContextWish> = {}): ContextWish => ({ trained: 8192, asked: null, most: null, ...most })

describe('The context of a model', () => {
  it.each([
    [16_000, 8192, 4],
    [8000, 8192, 2],
    [3000, 8192, 1],
    [900, 4096, 1],
    [400, 2048, 1],
    [240, 1024, 1],
  ])('with %i MiB of free memory has %i tokens and %i sequences', async (free, contextSize, sequences) => {
    expect(await planContext(trained(), gemma, free * MIB)).toEqual({ contextSize, sequences })
  })

  it('is the smallest when nothing fits by the figures, which are estimates', async () => {
    expect(await planContext(trained(), gemma, 0)).toEqual({ contextSize: 1024, sequences: 1 })
  })

  it('is what the settings ask for, and never more than the model or its rung allows', async () => {
    const size = async (wish: Partial<ContextWish>) => (await planContext(trained(wish), gemma, 1e12)).contextSize
    expect(await size({ asked: 3000 })).toBe(3000)
    expect(await size({ asked: 20_000 })).toBe(8192)
    expect(await size({ asked: 20_000, trained: 32_768 })).toBe(20_000)
    expect(await size({ most: 2048 })).toBe(2048)
    expect(await size({ trained: 512 })).toBe(512)
  })

  it('is at most 8,192 tokens when nobody asks for more', async () => {
    expect((await planContext(trained({ trained: 131_072 }), gemma, 1e12)).contextSize).toBe(8192)
  })

  it('loses its further sequences first, and then half of its length at a time', () => {
    const plans: (ContextPlan | null)[] = [{ contextSize: 3000, sequences: 3 }]
    for (let plan = plans[0] ?? null; plan !== null; plans.push(plan))
      plan = smallerPlan(trained({ asked: 3000 }), plan)
    expect(plans.slice(1, -1)).toEqual([
      { contextSize: 3000, sequences: 1 },
      { contextSize: 2048, sequences: 1 },
      { contextSize: 1024, sequences: 1 },
    ])
  })
})
