import type { Llama } from 'node-llama-cpp'
import type { Backend } from '../../../shared/model/engine-status.ts'
import type { Cards } from '../protocol.ts'
import { importLibrary, type Library } from './llama-library.ts'
import { LoadError } from './runtime.ts'

export interface StartedLlama {
  readonly llama: Llama
  /** Graphics cards as their driver names them; empty on the processor. */
  readonly cards: readonly string[]
}

/** Starts llama.cpp for one kind of device. Throws a LoadError `no-device` when there is no such device. */
export async function startLlama(library: Library, backend: Backend): Promise<StartedLlama> {
  if (backend === 'cpu') return { llama: await getLlama(library, false), cards: [] }
  const llama = await getLlama(library, backend).catch((error: unknown) => {
    throw new LoadError('no-device', String(error), { cause: error })
  })
  const cards = await llama.getGpuDeviceNames()
  // `llama.gpu` only tells which binary was loaded: it names Vulkan on a computer without any graphics card.
  if (llama.supportsGpuOffloading && cards.length > 0) return { llama, cards }
  throw new LoadError('no-device', `There is no graphics card for ${backend}`)
}

/** Which graphics cards this kind of device has here; nothing is loaded. */
export async function lookForCards(backend: Backend): Promise<Cards> {
  try {
    const { llama, cards } = await startLlama(await importLibrary(), backend)
    const { total, free } = await llama.getVramState()
    return { cards: [...cards], totalBytes: total, freeBytes: free }
  } catch (error) {
    if (error instanceof LoadError) return { cards: [], totalBytes: 0, freeBytes: 0 }
    throw error
  }
}

function getLlama({ getLlama, LlamaLogLevel }: Library, gpu: Exclude<Backend, 'cpu'> | false): Promise<Llama> {
  return getLlama({
    gpu,
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
