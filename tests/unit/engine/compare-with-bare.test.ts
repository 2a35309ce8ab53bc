import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compareWithBare } from '../../../electron/engine/bench/compare-with-bare.ts'
import { ScriptedEngine, type ScriptedTurn } from '../../fakes/scripted-engine.ts'

const readerHasIt = () => new Promise((resolve) => setImmediate(resolve))

/** Takes half a second for each answer of one token, and 100 ms for the nine that follow the first of a long one. */
async function answer(turn: ScriptedTurn): Promise<void> {
  if (turn.request.sampling.maxTokens === 1) {
    vi.advanceTimersByTime(500)
    turn.write('one')
    turn.finish('length')
    return
  }
  turn.write('one')
  await readerHasIt()
  vi.advanceTimersByTime(100)
  for (let token = 0; token < 9; token += 1) turn.write(' more')
  turn.finish('length')
}

describe('The comparison with the library alone', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('times the decoding from the first text of the answer to its end, however long other questions took', async () => {
    const app = new ScriptedEngine()
    const bare = new ScriptedEngine([{ tokens: ['as', ' measured'] }])
    bare.setStatus({ promptTokensPerSecond: 100 })
    const options = { app, openBare: () => bare, rounds: 1, note: () => undefined }
    const compared = compareWithBare(options, new AbortController().signal)
    // To load the model, to read the question, to write.
    for (let asked = 0; asked < 3; asked += 1) await answer(await app.nextTurn())
    expect(await compared).toMatchObject({ ok: true, value: { decode: { app: 90, bare: 20, ratio: 4.5 } } })
  })
})
