import os from 'node:os'
import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import type { EngineDetails } from '../../../shared/model/engine-status.ts'
import type { Library } from './llama-library.ts'
import { LoadError, type LoadInput } from './runtime.ts'
import { ThreadPacer } from './thread-pacer.ts'
import { chooseThreads, describeProcessor } from './threads.ts'

/** Tokens evaluated at once: costs 1 MB each for Gemma's vocabulary, and more than 64 are not faster. */
const BATCH_SIZE = 128
/** Conversations that stay evaluated side by side. */
const SEQUENCES = 4
/** Tried in turn until one fits into memory; never more than the model was trained for. */
const CONTEXT_SIZES = [8192, 4096, 2048, 1024]

export interface LoadedModel {
  readonly model: LlamaModel
  readonly context: LlamaContext
  /** Tokens the model can read at once: the context's cells are rounded up, the training is not. */
  readonly contextSize: number
  readonly device: string
  readonly details: EngineDetails
  readonly pacer: ThreadPacer
}

export async function loadModel(
  library: Library,
  { path, maxThreads }: LoadInput,
  onProgress: (progress: number) => void,
): Promise<LoadedModel> {
  const llama = await startLlama(library)
  const chosen = chooseThreads({ physical: llama.cpuMathCores, available: os.availableParallelism() })
  const threads = Math.min(chosen, maxThreads ?? chosen)
  llama.maxThreads = threads
  const model = await openModel(library, llama, path, onProgress)
  const context = await createContext(library, model, threads)
  const contextSize = Math.min(context.contextSize, model.trainContextSize)
  const pacer = new ThreadPacer(threads, (count) => (llama.maxThreads = count))
  const details = {
    backend: 'cpu' as const,
    cards: [],
    layers: { offloaded: 0, total: model.fileInsights.totalLayers },
    threads,
    flashAttention: false,
    sequences: context.totalSequences,
    contextTrained: model.trainContextSize,
  }
  return { model, context, contextSize, device: describeProcessor(threads), details, pacer }
}

async function startLlama({ getLlama, LlamaLogLevel }: Library): Promise<Llama> {
  return getLlama({
    gpu: false,
    // Never compile or download anything on a person's computer.
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // The default is at least 4, which is ruinous on fewer cores; the real number is set once they are counted.
    maxThreads: 1,
    logLevel: LlamaLogLevel.warn,
    // To stderr, which main writes to its log. At this level llama.cpp tells of files and tensors, not of prompts.
    logger: (level, message) => process.stderr.write(`llama.cpp ${level}: ${message.trim()}\n`),
  })
}

async function openModel(
  library: Library,
  llama: Llama,
  path: string,
  onProgress: (progress: number) => void,
): Promise<LlamaModel> {
  try {
    return await llama.loadModel({ modelPath: path, gpuLayers: 0, onLoadProgress: onProgress })
  } catch (error) {
    throw new LoadError(isMemoryError(library, error) ? 'memory' : 'model', String(error), { cause: error })
  }
}

async function createContext(library: Library, model: LlamaModel, threads: number): Promise<LlamaContext> {
  const most = model.trainContextSize
  const sizes = new Set(CONTEXT_SIZES.map((size) => Math.min(size, most)))
  for (const contextSize of sizes) {
    try {
      return await model.createContext({
        contextSize,
        sequences: SEQUENCES,
        batchSize: BATCH_SIZE,
        threads,
        // Slower on processors, measured.
        flashAttention: false,
        // Else every turn leaves an unbounded copy of its state in memory (up to 218 MB each for Gemma 2).
        swaFullCache: true,
        // The sizes above are the remedy: what fits is chosen here and told.
        failedCreationRemedy: false,
      })
    } catch (error) {
      if (!isMemoryError(library, error)) throw new LoadError('model', String(error), { cause: error })
    }
  }
  throw new LoadError('memory', `No context of ${Math.min(...sizes)} tokens or more fits into memory`)
}

function isMemoryError({ InsufficientMemoryError }: Library, error: unknown): boolean {
  return error instanceof InsufficientMemoryError
}
