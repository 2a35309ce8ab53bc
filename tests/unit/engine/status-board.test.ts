import { beforeEach, describe, expect, it } from 'vitest'
import { StatusBoard } from '../../../electron/engine/status-board.ts'

const GEMMA = { path: '/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: 1_710_000_000, starter: false }
const STARTER = { path: '/starter.gguf', name: 'SmolLM2 135M', sizeBytes: 98_400_000, starter: true }
const SPEEDS = { tokensPerSecond: 140, promptTokensPerSecond: 900 }

describe('a change of the status', () => {
  it('is told to everyone who listens, also when one of them fails, which is said once', () => {
    const broken = new Error('broken')
    const failures: unknown[] = []
    const board = new StatusBoard((error) => failures.push(error))
    const seen: string[] = []
    board.listen(() => {
      throw broken
    })
    board.listen(({ state }) => seen.push(state))
    board.update({ state: 'starting' })
    expect(seen).toEqual(['starting'])
    expect(failures).toEqual([broken])
  })
})

describe('the speeds of a status', () => {
  let board: StatusBoard

  beforeEach(() => {
    board = new StatusBoard(() => undefined)
    board.starting(STARTER, 'starting')
    board.update(SPEEDS)
  })

  it('stay when the same model is loaded again', () => {
    board.starting(STARTER, 'restarting')
    expect(board.status).toMatchObject(SPEEDS)
  })

  it('go with the model that they were measured with, reading as well as writing', () => {
    board.starting(GEMMA, 'starting')
    expect(board.status).toMatchObject({ tokensPerSecond: null, promptTokensPerSecond: null })
  })
})
