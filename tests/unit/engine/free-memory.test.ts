import { describe, expect, it } from 'vitest'
import { freeMemory } from '../../../electron/engine/free-memory.ts'

const system = { available: () => 200_000_000, total: () => 8_000_000_000 }

describe('The free memory', () => {
  it('is what the system says can be had', () => {
    expect(freeMemory({ ...system, platform: 'linux' })).toBe(200_000_000)
  })

  it('is half of all at the least on macOS, which counts only what was never used', () => {
    expect(freeMemory({ ...system, platform: 'darwin' })).toBe(4_000_000_000)
    expect(freeMemory({ ...system, platform: 'darwin', available: () => 6_000_000_000 })).toBe(6_000_000_000)
  })
})
