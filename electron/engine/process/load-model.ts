import os from 'node:os'
import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import type { EngineDetails } from '../../../shared/model/engine-status.ts'
import type { Rung } from '../rung.ts'
import { createContext, type WiderContext } from './create-context.ts'
import { gainsOnProcessor } from './flash-attention.ts'
import type { Library } from './llama-library.ts'
import { LoadError, type LoadInput } from './runtime.ts'
import { startLlama } from './start-llama.ts'
import { ThreadPacer } from './thread-pacer.ts'
import { chooseThreads, describeCards, describeProcessor } from './threads.ts'

export interface LoadedModel {
  readonly model: LlamaModel
  readonly context: LlamaContext
  /** Tokens the model can read at once: the context's cells may be more. */
  readonly contextSize: number
  readonly device: string
  readonly details: EngineDetails
  readonly pacer: ThreadPacer
  readonly wider: WiderContext | null
}

/** Loads a model as its rung says, or throws a LoadError: never on another device than asked for. */
export async function loadModel(
  library: Library,
  { path, maxThreads, contextSize: asked, rung }: LoadInput,
  onProgress: (progress: number) => void,
  soonMost?: number,
): Promise<LoadedModel> {
  const { llama, cards } = await startLlama(library, rung.backend)
  const chosen = chooseThreads({ physical: llama.cpuMathCores, available: os.availableParallelism() })
  const threads = Math.min(chosen, maxThreads ?? chosen)
  const before = cards.length === 0 ? null : await llama.getVramState()
  const model = await openModel(library, llama, path, rung, onProgress)
  const wish = { trained: model.trainContextSize, asked, most: rung.contextMax }
  const flashAttention = rung.backend === 'cpu' ? gainsOnProcessor(model) : rung.flashAttention
  const least = rung.layers === 'all' ? WORTHWHILE_CONTEXT : undefined
  const created = await createContext({ library, llama, model, wish, threads, flashAttention, least, soonMost })
  const { context, contextSize, wider } = created
  const layers = { offloaded: model.gpuLayers, total: model.fileInsights.totalLayers }
  const details: EngineDetails = {
    backend: rung.backend,
    cards: [...cards],
    layers,
    threads,
    flashAttention: context.flashAttention === true,
    sequences: wider?.sequences ?? context.totalSequences,
    cardMemory: before && cardMemory(before, await llama.getVramState()),
    contextTrained: model.trainContextSize,
  }
  return {
    model,
    context,
    contextSize,
    device: rung.backend === 'cpu' ? describeProcessor(threads) : describeCards(cards, layers),
    details,
    pacer: new ThreadPacer(threads, (count) => (llama.maxThreads = count)),
    wider,
  }
}

interface VramState {
  readonly total: number
  readonly free: number
}

function cardMemory(before: VramState, { total, free }: VramState): EngineDetails['cardMemory'] {
  return { totalBytes: total, usedBytes: total - free, ownBytes: Math.max(0, before.free - free) }
}

async function openModel(
  library: Library,
  llama: Llama,
  path: string,
  rung: Rung,
  onProgress: (progress: number) => void,
): Promise<LlamaModel> {
  let model: LlamaModel
  try {
    model = await llama.loadModel({ modelPath: path, gpuLayers: layersFor(rung), onLoadProgress: onProgress })
  } catch (error) {
    const failure = error instanceof library.InsufficientMemoryError ? 'memory' : 'model'
    throw new LoadError(failure, String(error), { cause: error })
  }
  // Without a single layer on it the card would only slow the processor down.
  if (rung.backend !== 'cpu' && model.gpuLayers === 0) throw new LoadError('memory', 'No layer fits on the card')
  return model
}

/** Beside the layers there must be room on the card for a context that is worth having; else fewer layers are better. */
const WORTHWHILE_CONTEXT = 4096

function layersFor({ layers }: Rung) {
  if (layers === 'none') return 0
  if (layers === 'all') return 'max'
  // A probe has a smaller context, but must be as fast as the model will be.
  const fitContext = { contextSize: WORTHWHILE_CONTEXT }
  return layers === 'fit' ? { min: 0, fitContext } : { min: 0, max: layers, fitContext }
}
