import { describe, expect, it } from 'vitest'
import type { Library } from '../../../electron/engine/process/llama-library.ts'
import { loadModel } from '../../../electron/engine/process/load-model.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'

/** A library on a computer with a card that has no room for a single layer. */
function libraryWithoutRoom(): Library {
  const llama = {
    supportsGpuOffloading: true,
    cpuMathCores: 2,
    getGpuDeviceNames: () => Promise.resolve(['A small card']),
    getVramState: () => Promise.resolve({ total: 1, used: 1, free: 0 }),
    loadModel: () => Promise.resolve({ gpuLayers: 0, trainContextSize: 8192 }),
  }
  const library = {
    getLlama: () => Promise.resolve(llama),
    LlamaLogLevel: { warn: 'warn' },
  }
  return library as unknown as Library
}

describe('A model of which not a single layer fits on the card', () => {
  it.each(['fit', 12] as const)(
    'is not loaded there for want of memory, so that the next rung is taken: %s',
    async (layers) => {
      const rung = { ...PROCESSOR_RUNG, backend: 'vulkan' as const, layers }
      const input = {
        path: '/model.gguf',
        maxThreads: 1,
        contextSize: null,
        rung,
      }
      await expect(loadModel(libraryWithoutRoom(), input, () => undefined)).rejects.toMatchObject({ failure: 'memory' })
    },
  )
})
