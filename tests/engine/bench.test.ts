import { describe, expect, it } from 'vitest'
import { openBareEngine } from '../../electron/engine/bench/bare-engine.ts'
import { compareWithBare } from '../../electron/engine/bench/compare-with-bare.ts'
import type { EngineProcess } from '../../electron/engine/engine-process.ts'
import { BARE_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { forkEngine } from '../support/fork-engine.ts'

describe('The comparison with the library alone', () => {
  it('measures both in processes of their own, and ends the one that it started', async () => {
    const { engine } = startEngine()
    engine.useModel(modelFile(TINY_MODELS.babbling, 'Babbling'))
    const processes: EngineProcess[] = []
    const spawn = () => {
      const started = forkEngine(BARE_ENTRY, () => undefined)()
      processes.push(started)
      return started
    }
    const notes: string[] = []
    const compared = await compareWithBare(
      {
        app: engine,
        openBare: (like) => openBareEngine({ spawn, path: TINY_MODELS.babbling, like, log: () => undefined }),
        rounds: 2,
        note: (message) => void notes.push(message),
      },
      new AbortController().signal,
    )
    const positive: unknown = expect.toSatisfy((value: number) => value > 0)
    const comparison = { app: positive, bare: positive, ratio: positive }
    expect(compared).toEqual({
      ok: true,
      value: {
        model: 'Babbling',
        device: 'Processor, 1 thread',
        threads: 1,
        prefill: comparison,
        decode: comparison,
      },
    })
    expect(notes.slice(-2)).toEqual(['Round 1 of 2 …', 'Round 2 of 2 …'])
    expect(processes.map(({ pid }) => pid)).toEqual([undefined])
    expect(engine.status().state).toBe('ready')
  })
})
