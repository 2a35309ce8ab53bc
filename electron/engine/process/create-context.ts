import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import { type ContextPlan, type ContextWish, planContext, smallerPlan } from './context-plan.ts'
import type { Library } from './llama-library.ts'
import { LoadError } from './runtime.ts'
import { freeMemory } from './start-llama.ts'

/** Tokens evaluated at once: costs 1 MB each for Gemma's vocabulary. On processors more pay only with flash attention. */
const PROCESSOR_BATCH = 128
const FLASH_BATCH = 256
const CARD_BATCH = 512
/** Memory of a card, in bytes, from which the larger batch is small beside it. */
const LARGE_CARD = 4 * 1024 ** 3
/** Kept free for the system and other programs, in bytes. */
const MEMORY_MARGIN = 512 * 1024 ** 2
/** Of a card's memory: the desktop and what else draws there. */
const CARD_MARGIN = 0.1
/** Cells of the KV cache whose values would lie a multiple of 2 KiB apart. */
const ALIASED_CELLS = 1024
/** More cells than planned, so that they do not; a multiple of what llama.cpp rounds up to. */
const SPARE_CELLS = 256
/** Of a model's file: the part that is read from its mapped pages all the time, not from a rearranged copy. */
const MAPPED_SHARE = 0.43

interface ContextInput {
  readonly library: Library
  readonly llama: Llama
  readonly model: LlamaModel
  readonly wish: ContextWish
  readonly threads: number
  readonly flashAttention: boolean
}

function batchOnCard(totalBytes: number): number {
  return totalBytes > LARGE_CARD ? CARD_BATCH : PROCESSOR_BATCH
}

/**
 * Cells of a sequence on a processor. Without flash attention llama.cpp keeps values transposed, a row of cells for each
 * dimension; rows that lie a power of two apart share few sets of the processor's cache, which costs 4 to 8 % of the
 * reading (Gemma 2 2B, chunks of 128 tokens: 98 to 103 tokens/s with 8,192 cells, 107 to 111 with 8,448).
 */
function cellsFor({ contextSize }: ContextPlan, transposed: boolean): number {
  return transposed && contextSize % ALIASED_CELLS === 0 ? contextSize + SPARE_CELLS : contextSize
}

/**
 * The longest context that memory allows, for as many conversations side by side as are cheap; and the tokens of each
 * that may be used, which are fewer than it has cells.
 */
export async function createContext(
  input: ContextInput,
): Promise<{ readonly context: LlamaContext; readonly contextSize: number }> {
  const { library, llama, model, wish, threads, flashAttention } = input
  const vram = await llama.getVramState()
  const onCard = model.gpuLayers > 0
  const batchSize = onCard ? batchOnCard(vram.total) : flashAttention ? FLASH_BATCH : PROCESSOR_BATCH
  const freeBytes = onCard
    ? vram.free - vram.total * CARD_MARGIN
    : freeMemory() - MEMORY_MARGIN - model.size * MAPPED_SHARE
  // Without the full cache every turn leaves an unbounded copy of its state in memory (up to 218 MB each for Gemma 2).
  const options = { batchSize, flashAttention, swaFullCache: true }
  const transposed = !onCard && !flashAttention
  const shape = (plan: ContextPlan) => ({ ...options, ...plan, contextSize: cellsFor(plan, transposed) })
  const cost = async (plan: ContextPlan) => {
    const needs = { ...shape(plan), modelGpuLayers: model.gpuLayers }
    const { cpuRam, gpuVram } = await model.fileInsights.estimateContextResourceRequirementsV2(needs)
    return onCard ? gpuVram : cpuRam
  }
  let plan: ContextPlan | null = await planContext(wish, cost, freeBytes)
  while (plan !== null) {
    try {
      const context = await model.createContext({
        ...shape(plan),
        threads,
        // Smaller plans are the remedy: what fits is chosen here and told.
        failedCreationRemedy: false,
      })
      return { context, contextSize: plan.contextSize }
    } catch (error) {
      if (!(error instanceof library.InsufficientMemoryError)) {
        throw new LoadError('model', String(error), { cause: error })
      }
      plan = smallerPlan(wish, plan)
    }
  }
  throw new LoadError('memory', 'Not even the smallest context fits into memory')
}
