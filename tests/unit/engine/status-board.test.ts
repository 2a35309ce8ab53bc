import { describe, expect, it } from 'vitest'
import { showModel, StatusBoard } from '../../../electron/engine/status-board.ts'

const GEMMA = { path: '/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: 1_710_000_000, starter: false }
const STARTER = { path: '/starter.gguf', name: 'SmolLM2 135M', sizeBytes: 98_400_000, starter: true }
const SPEEDS = { tokensPerSecond: 140, promptTokensPerSecond: 900 }

describe('the speeds of a status', () => {
  const { status } = new StatusBoard()
  const measured = { ...status, model: STARTER, ...SPEEDS }

  it('stay when the same model is loaded again', () => {
    expect(showModel(STARTER, measured)).toMatchObject(SPEEDS)
  })

  it('go with the model that they were measured with, reading as well as writing', () => {
    expect(showModel(GEMMA, measured)).toMatchObject({ tokensPerSecond: null, promptTokensPerSecond: null })
  })
})
