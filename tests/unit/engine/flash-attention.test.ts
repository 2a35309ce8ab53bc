import type { LlamaModel } from 'node-llama-cpp'
import { describe, expect, it } from 'vitest'
import { gainsOnProcessor } from '../../../electron/engine/process/flash-attention.ts'

interface Attention {
  readonly head_count: number
  readonly key_length?: number
}

function modelWith(attention: Attention, { width = 576, supported = true } = {}) {
  const fileInfo = { architectureMetadata: { attention, embedding_length: width } } as LlamaModel['fileInfo']
  return { fileInfo, flashAttentionSupported: supported }
}

describe('Flash attention on a processor', () => {
  it('is used for narrow heads, whose width the file says or not', () => {
    expect(gainsOnProcessor(modelWith({ head_count: 9 }))).toBe(true)
    expect(gainsOnProcessor(modelWith({ head_count: 4, key_length: 64 }))).toBe(true)
  })

  it('is not used for wide heads, which it makes slower in long chats', () => {
    expect(gainsOnProcessor(modelWith({ head_count: 4 }))).toBe(false)
    expect(gainsOnProcessor(modelWith({ head_count: 8, key_length: 256 }, { width: 512 }))).toBe(false)
  })

  it('is not used where the library does not take it for safe', () => {
    expect(gainsOnProcessor(modelWith({ head_count: 9 }, { supported: false }))).toBe(false)
  })
})
