import { describe, expect, it } from 'vitest'
import { ChunkSize } from '../../../electron/engine/process/chunk-size.ts'

describe('How much of a prompt is evaluated at once', () => {
  it('grows while a device reads it in a moment, up to what its context takes', () => {
    const size = new ChunkSize(512)
    const sizes = Array.from({ length: 5 }, () => {
      size.took(size.tokens, 20)
      return size.tokens
    })
    expect(sizes).toEqual([128, 256, 512, 512, 512])
  })

  it('stays where twice as much would take too long', () => {
    const size = new ChunkSize(512)
    size.took(64, 550)
    expect(size.tokens).toBe(64)
  })

  it('shrinks when the device has become slow, but never below the smallest', () => {
    const size = new ChunkSize(512)
    size.took(64, 20)
    size.took(128, 1100)
    size.took(64, 1100)
    expect(size.tokens).toBe(64)
  })

  it('takes nothing from the short rest of a prompt', () => {
    const size = new ChunkSize(512)
    size.took(9, 5)
    expect(size.tokens).toBe(64)
  })
})
