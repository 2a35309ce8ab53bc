import { describe, expect, it } from 'vitest'
import { showHealth } from '../../../electron/models/model-health.ts'
import { NoticeBoard } from '../../../electron/notice-board.ts'

const MODEL = { path: '/m.gguf', name: 'Some model', sizeBytes: 1, starter: false }

describe('A model that writes nonsense', () => {
  it('is named in one notice that says what is safe and what to do, until a sound one is in use', () => {
    const board = new NoticeBoard(() => undefined)
    showHealth(board, MODEL, false)
    showHealth(board, MODEL, false)
    expect(board.list()).toHaveLength(1)
    const message = board.list()[0]?.message
    expect(message).toContain('“Some model” answers simple questions with nonsense')
    expect(message).toContain('Your conversations are safe')
    expect(message).toContain('Choose another model, or remove this one and download it again.')
    showHealth(board, { ...MODEL, name: 'Another' }, true)
    expect(board.list()).toEqual([])
  })
})
