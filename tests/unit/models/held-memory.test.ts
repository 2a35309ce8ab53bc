import { describe, expect, it } from 'vitest'
import { memoryFit } from '../../../electron/downloads/memory-fit.ts'
import { heldMemory } from '../../../electron/models/held-memory.ts'
import { ONE_THREAD } from '../../fakes/engine-details.ts'

/** Gemma 2 2B, Q4_K_M. */
const GEMMA = {
  path: '/gemma.gguf',
  name: 'Gemma 2 2B',
  sizeBytes: 1_708_582_752,
  starter: false,
  memory: { layers: 26, kvBytesPerToken: 106_496, vocabulary: 256_000, contextTokens: 8192 },
}
const loaded = { details: { ...ONE_THREAD, sequences: 2 }, contextSize: 8192 }

describe('The memory that the model in use holds', () => {
  it('is none while nothing is loaded, and on a card', () => {
    expect(heldMemory({ details: null, contextSize: null }, GEMMA)).toBe(0)
    expect(heldMemory({ ...loaded, details: { ...loaded.details, backend: 'vulkan' } }, GEMMA)).toBe(0)
    expect(heldMemory(loaded, null)).toBe(0)
  })

  it('is its cache, its rearranged weights and what else it takes beside its file', () => {
    expect(heldMemory(loaded, GEMMA) / 1e9).toBeCloseTo(3, 1)
  })

  it('decides whether another one fits that would take its place', () => {
    const larger = { sizeBytes: 1_923_278_368, memory: GEMMA.memory }
    const machine = { totalRamBytes: 8e9, freeVramBytes: null }
    const free = 3e9
    expect(memoryFit(larger, { ...machine, availableRamBytes: free }).verdict).toBe('tight')
    const room = free + heldMemory(loaded, GEMMA)
    expect(memoryFit(larger, { ...machine, availableRamBytes: room }).verdict).toBe('fits')
  })
})
