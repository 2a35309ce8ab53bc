import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paced } from '../../../electron/models/paced.ts'
import type { ModelDownload } from '../../../shared/model/download.ts'

function at(receivedBytes: number, state: ModelDownload['state'] = 'downloading', id = 'one'): ModelDownload {
  const progress = { receivedBytes, totalBytes: 100, bytesPerSecond: null, etaSeconds: null }
  return { id, state, progress, problem: null, path: null }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function told() {
  const seen: string[] = []
  const pass = paced(250, ({ id, state, progress }: ModelDownload) =>
    seen.push(`${id} ${state} ${progress?.receivedBytes ?? ''}`),
  )
  return { seen, pass }
}

describe('paced', () => {
  it('tells the newest progress, once in a quarter of a second', () => {
    const { seen, pass } = told()
    for (const bytes of [1, 2, 3]) pass(at(bytes))
    expect(seen).toEqual(['one downloading 1'])
    vi.advanceTimersByTime(250)
    expect(seen).toEqual(['one downloading 1', 'one downloading 3'])
    vi.advanceTimersByTime(1000)
    expect(seen).toHaveLength(2)
  })

  it('tells a change of state at once, and nothing older after it', () => {
    const { seen, pass } = told()
    pass(at(1))
    pass(at(2))
    pass(at(100, 'verifying'))
    pass(at(100, 'ready'))
    vi.advanceTimersByTime(1000)
    expect(seen).toEqual(['one downloading 1', 'one verifying 100', 'one ready 100'])
  })

  it('paces each model for itself', () => {
    const { seen, pass } = told()
    pass(at(1))
    pass(at(1, 'downloading', 'two'))
    expect(seen).toEqual(['one downloading 1', 'two downloading 1'])
  })
})
