import type { LlamaContext, LlamaContextOptions, LlamaModel } from 'node-llama-cpp'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ContextPlan } from '../../../electron/engine/process/context-plan.ts'
import { createContext } from '../../../electron/engine/process/create-context.ts'
import type { Library } from '../../../electron/engine/process/llama-library.ts'

const computer = vi.hoisted(() => ({ freeBytes: 100 * 1024 ** 3 }))
vi.mock('../../../electron/engine/free-memory.ts', () => ({ freeMemory: () => computer.freeBytes }))

const GIB = 1024 ** 3

class InsufficientMemoryError extends Error {}

interface World {
  /** Bytes of each conversation. */
  readonly each: number
  readonly layersOnCard?: number
  /** Most conversations that can be had after the first context. */
  readonly later?: number
  /** Tokens from which llama.cpp has no memory for a context, whatever was reckoned. */
  readonly refusedFrom?: number
  /** Bytes of each token; else they cost nothing. */
  readonly eachToken?: number
  readonly least?: number
  readonly most?: number
  readonly trained?: number
}

/** A model on a computer with plenty of memory, and how many conversations each context was created for. */
async function create(world: World) {
  const { each, eachToken = 0, layersOnCard = 0, later = 4, refusedFrom = Infinity, least } = world
  const created: number[] = []
  const threads: number[] = []
  const llama = { maxThreads: 2, getVramState: () => Promise.resolve({ total: 100 * GIB, free: 100 * GIB }) }
  const model = {
    gpuLayers: layersOnCard,
    size: 0,
    fileInsights: {
      totalLayers: 26,
      estimateContextResourceRequirementsV2: ({ sequences, contextSize }: ContextPlan) => {
        const bytes = (each + contextSize * eachToken) * sequences
        return Promise.resolve({ cpuRam: bytes, gpuVram: bytes })
      },
    },
    createContext: ({ sequences = 1, contextSize }: LlamaContextOptions) => {
      if (Number(contextSize) >= refusedFrom) return Promise.reject(new Error('Failed to create context'))
      if (created.length > 0 && sequences > later) return Promise.reject(new InsufficientMemoryError())
      created.push(sequences)
      threads.push(llama.maxThreads)
      return Promise.resolve({ totalSequences: sequences } as unknown as LlamaContext)
    },
  } as unknown as LlamaModel
  const result = await createContext({
    library: { InsufficientMemoryError } as unknown as Library,
    llama: llama as never,
    model,
    wish: { trained: world.trained ?? 8192, asked: null, most: world.most ?? null },
    threads: 2,
    flashAttention: false,
    least,
  })
  return { ...result, created, threads, llama }
}

describe('A context', () => {
  it('of little memory has room for all conversations at once', async () => {
    const { context, wider } = await create({ each: GIB / 16 })
    expect(context.totalSequences).toBe(4)
    expect(wider).toBeNull()
  })

  it('on a graphics card too', async () => {
    const { context, wider } = await create({ each: GIB, layersOnCard: 26 })
    expect(context.totalSequences).toBe(4)
    expect(wider).toBeNull()
  })

  it('of much memory has room for one first, and can be had for all of them', async () => {
    const { context, wider, created } = await create({ each: GIB })
    expect(context.totalSequences).toBe(1)
    expect(wider?.sequences).toBe(4)
    expect((await wider?.create())?.totalSequences).toBe(4)
    expect(created).toEqual([1, 4])
  })

  it('is smaller where the memory it was promised cannot be had', async () => {
    expect((await create({ each: GIB / 16, refusedFrom: 4096 })).contextSize).toBeLessThan(4096)
  })

  it('of which not even the smallest can be had is a lack of memory where that is short, else the fault of the file', async () => {
    await expect(create({ each: 200 * GIB, refusedFrom: 1 })).rejects.toMatchObject({ failure: 'memory' })
    await expect(create({ each: GIB / 16, refusedFrom: 1 })).rejects.toMatchObject({ failure: 'model' })
  })

  it('of all conversations has all its threads, also when one was given up before', async () => {
    const { wider, threads, llama } = await create({ each: GIB })
    llama.maxThreads = 1
    await wider?.create()
    expect(threads).toEqual([2, 2])
  })

  it('stays as it was when the memory is gone meanwhile', async () => {
    const { wider } = await create({ each: GIB, later: 1 })
    expect((await wider?.create())?.totalSequences).toBe(1)
  })
})

describe('A context beside all layers on a card', () => {
  /** A card on which 90 of its 100 GiB may be used: room for 3,000 tokens. */
  const TIGHT = { each: 0, eachToken: (90 * GIB) / 3000, layersOnCard: 26 }

  it('that would be shorter than it is worth having is a lack of memory, so that fewer layers are tried', async () => {
    await expect(create({ ...TIGHT, least: 4096 })).rejects.toMatchObject({ failure: 'memory' })
    expect((await create(TIGHT)).contextSize).toBe(2048)
  })

  it('is a lack of memory too where a probe itself needs less', async () => {
    await expect(create({ ...TIGHT, least: 4096, most: 1024 })).rejects.toMatchObject({ failure: 'memory' })
    expect((await create({ each: 0, layersOnCard: 26, least: 4096, most: 1024 })).contextSize).toBe(1024)
  })

  it('is as long as the model can read at most', async () => {
    expect((await create({ ...TIGHT, least: 4096, trained: 2048 })).contextSize).toBe(2048)
  })

  it('is a lack of memory where llama.cpp has less than was reckoned', async () => {
    const refused = create({ each: 0, layersOnCard: 26, least: 4096, refusedFrom: 4096 })
    await expect(refused).rejects.toMatchObject({ failure: 'memory' })
  })
})

describe('A context of which a part is on a card', () => {
  const HALF = { each: 0, eachToken: GIB / 1024, layersOnCard: 13 }

  it('is as long as the memory of the computer allows too, which keeps the rest', async () => {
    onTestFinished(() => void (computer.freeBytes = 100 * GIB))
    expect((await create(HALF)).contextSize).toBe(8192)
    computer.freeBytes = 3 * GIB
    expect((await create(HALF)).contextSize).toBe(2048)
    expect((await create({ ...HALF, layersOnCard: 26 })).contextSize).toBe(8192)
  })
})
