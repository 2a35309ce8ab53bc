import { describe, expect, it } from 'vitest'
import { expectedSpeed } from '../../../electron/models/expected-speed.ts'

const measured = { promptTokensPerSecond: null, device: 'Processor, 2 threads' }
const STARTER = { ...measured, name: 'Starter', sizeBytes: 100_000_000, tokensPerSecond: 120 }
const GEMMA = { ...measured, name: 'Gemma 2 2B', sizeBytes: 1_700_000_000, tokensPerSecond: 8 }

describe('The speed of a model that was not measured', () => {
  it('is that of the one nearest in size, by the bytes that a token takes', () => {
    expect(expectedSpeed(3_400_000_000, [STARTER, GEMMA])).toEqual({ tokensPerSecond: 4, from: 'Gemma 2 2B' })
    expect(expectedSpeed(200_000_000, [GEMMA, STARTER])).toEqual({ tokensPerSecond: 60, from: 'Starter' })
  })

  it('is not told from a model of quite another size, or from none', () => {
    expect(expectedSpeed(3_400_000_000, [STARTER])).toBeNull()
    expect(expectedSpeed(3_400_000_000, [])).toBeNull()
  })
})
