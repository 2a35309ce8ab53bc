import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import { freeMemory } from '../free-memory.ts'
import { type ContextPlan, type ContextWish, planContext, smallerPlan } from './context-plan.ts'
import type { Library } from './llama-library.ts'
import { LoadError } from './runtime.ts'

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

/** A context that takes more than this, in bytes, comes with one conversation first: the others' memory takes up to 3 s. */
const SOON_MOST = 1.25 * 1024 ** 3

interface ContextInput {
  readonly library: Library
  readonly llama: Llama
  readonly model: LlamaModel
  readonly wish: ContextWish
  readonly threads: number
  readonly flashAttention: boolean
  /** Fewer tokens than these, where the model has and is asked for as many, are no use: it is to be loaded otherwise. */
  readonly least?: number | undefined
  /** In bytes, instead of the usual. */
  readonly soonMost?: number | undefined
}

export interface CreatedContext {
  readonly context: LlamaContext
  /** Tokens of each conversation that may be used, which are fewer than it has cells. */
  readonly contextSize: number
  /** Null when the context has room for all conversations that are cheap. */
  readonly wider: WiderContext | null
}

export interface WiderContext {
  readonly sequences: number
  /** Once the first context is disposed of. With as many conversations as that had, when no more can be had now. */
  create(): Promise<LlamaContext>
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
 * The longest context that memory allows, and how to have it with room for as many conversations side by side as are
 * cheap. On a processor one that takes much memory has room for one conversation first, so that a model is ready seconds
 * earlier: after a rest, or when its process ended.
 */
export async function createContext(input: ContextInput): Promise<CreatedContext> {
  const { library, llama, model, wish, threads, flashAttention } = input
  const vram = await llama.getVramState()
  const onCard = model.gpuLayers > 0
  const batchSize = onCard ? batchOnCard(vram.total) : flashAttention ? FLASH_BATCH : PROCESSOR_BATCH
  const freeBytes = onCard
    ? vram.free - vram.total * CARD_MARGIN
    : freeMemory() - MEMORY_MARGIN - model.size * MAPPED_SHARE
  // Layers that the card has no room for keep their part of the context in the computer's memory.
  const isShared = onCard && model.gpuLayers < model.fileInsights.totalLayers
  const mapped = model.size * MAPPED_SHARE * (1 - model.gpuLayers / model.fileInsights.totalLayers)
  const perComputerByte = isShared ? freeBytes / Math.max(1, freeMemory() - MEMORY_MARGIN - mapped) : 0
  // Without the full cache every turn leaves an unbounded copy of its state in memory (up to 218 MB each for Gemma 2).
  const options = { batchSize, flashAttention, swaFullCache: true }
  const transposed = !onCard && !flashAttention
  const shape = (plan: ContextPlan) => ({ ...options, ...plan, contextSize: cellsFor(plan, transposed) })
  const cost = async (plan: ContextPlan) => {
    const needs = { ...shape(plan), modelGpuLayers: model.gpuLayers }
    const { cpuRam, gpuVram } = await model.fileInsights.estimateContextResourceRequirementsV2(needs)
    // Reckoned as bytes of the card, whose memory is short by the same share.
    return onCard ? Math.max(gpuVram, cpuRam * perComputerByte) : cpuRam
  }
  // Smaller plans are the remedy: what fits is chosen here and told.
  const create = (plan: ContextPlan) => {
    // What was given up for other programs is lost to a context for good that is created meanwhile.
    llama.maxThreads = threads
    return model.createContext({ ...shape(plan), threads, failedCreationRemedy: false })
  }
  const least = Math.min(input.least ?? 0, wish.trained, wish.asked ?? Infinity)
  // Asked of what a whole conversation needs, also where the rung wants less for a probe.
  if (least > 0 && (await cost({ contextSize: least, sequences: 1 })) > freeBytes) {
    throw new LoadError('memory', `There is no room for a context of ${String(least)} tokens beside the layers`)
  }
  const wished = await planContext(wish, cost, freeBytes)
  const isSoon = onCard || (await cost(wished)) <= (input.soonMost ?? SOON_MOST)
  const first = isSoon ? wished : { ...wished, sequences: 1 }
  for (let plan = first; ;) {
    try {
      const context = await create(plan)
      const hasAll = plan !== first || first.sequences === wished.sequences
      return { context, contextSize: plan.contextSize, wider: hasAll ? null : widerThan(first, wished, create) }
    } catch (error) {
      // The library tells a lack of memory only by what it reckons; what llama.cpp cannot get has the same words as a
      // model that it cannot run.
      const smaller = smallerPlan(wish, plan)
      if (smaller === null || smaller.contextSize < Math.min(least, first.contextSize)) {
        const isMemory =
          smaller !== null || error instanceof library.InsufficientMemoryError || (await cost(plan)) > freeBytes
        throw new LoadError(isMemory ? 'memory' : 'model', String(error), { cause: error })
      }
      plan = smaller
    }
  }
}

function widerThan(
  first: ContextPlan,
  wished: ContextPlan,
  create: (plan: ContextPlan) => Promise<LlamaContext>,
): WiderContext {
  return {
    sequences: wished.sequences,
    create: () =>
      create(wished).catch((error: unknown) => {
        process.stderr.write(`The engine stays with ${String(first.sequences)} conversation: ${String(error)}\n`)
        return create(first)
      }),
  }
}
