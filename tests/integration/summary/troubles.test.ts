import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/engine/limits.ts'
import type { ScriptedTurn } from '../../fakes/scripted-engine.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { answeringEngine, questionOf } from '../../support/summary/answering-engine.ts'
import { faithfulAnswer } from '../../support/summary/faithful-model.ts'
import { MemoryNotes } from '../../support/summary/memory-notes.ts'
import { readDocument, townReport } from '../../support/summary/read-document.ts'
import { summariseHere } from '../../support/summary/summarise-here.ts'

const DOCUMENT = townReport(40)
const MESSAGE = 'The engine stopped.'

function answerWell(turn: ScriptedTurn): void {
  turn.write(...faithfulAnswer(questionOf(turn)))
  turn.finish()
}

async function undisturbed(store = new MemoryNotes()) {
  const { summary } = await summariseHere(answeringEngine(answerWell), DOCUMENT, { store })
  return { ...summary, seconds: 0, tokens: 0 }
}

describe('A summary whose engine', () => {
  it.each(['engine-crash', 'engine-hang', 'error'] as const)(
    'ends with %s in a part asks about it again',
    async (reason) => {
      const engine = answeringEngine((turn, call) => {
        if (call !== 3) {
          answerWell(turn)
          return
        }
        turn.write('- The bridge')
        turn.endWith({ reason, message: MESSAGE })
      })
      const { summary } = await summariseHere(engine, DOCUMENT)
      expect({ ...summary, seconds: 0, tokens: 0 }).toEqual(await undisturbed())
    },
  )

  it('breaks on one part every time quotes that part, and keeps nothing of it', async () => {
    const store = new MemoryNotes()
    let crashes = 0
    const engine = answeringEngine((turn) => {
      if (questionOf(turn).includes('Chapter 9\n')) {
        crashes += 1
        turn.endWith({ reason: 'engine-crash', message: MESSAGE })
      } else answerWell(turn)
    })
    const { summary } = await summariseHere(engine, DOCUMENT, { store })
    expect(crashes).toBeLessThan(DEFAULT_LIMITS.crashesMax)
    expect(summary.complete).toBe(true)
    expect(store.kept.size).toBe(summary.parts.total - 1 + 2)
  })

  it('breaks on everything ends with a reason, and keeps what was read', async () => {
    const store = new MemoryNotes()
    const engine = answeringEngine((turn, call) => {
      if (call <= 2) answerWell(turn)
      else turn.endWith({ reason: 'error', message: MESSAGE })
    })
    const { end, summary } = await summariseHere(engine, DOCUMENT, { store })
    expect(end).toMatchObject({ type: 'failed', code: 'engine' })
    expect(summary.parts.done).toBe(3)
    expect(summary.complete).toBe(false)
    expect(store.kept.size).toBe(2)
  })

  it('says that a prompt is too long, although it was counted, quotes that part', async () => {
    const engine = answeringEngine((turn, call) => {
      if (call === 2) turn.endWith({ reason: 'prompt-too-long', promptTokens: 9000, limit: 8000 })
      else answerWell(turn)
    })
    const { end, summary } = await summariseHere(engine, DOCUMENT)
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(true)
  })

  it('has no model any more says so, and goes on later', async () => {
    const store = new MemoryNotes()
    const engine = answeringEngine((turn, call) => {
      if (call < 3) {
        answerWell(turn)
        return
      }
      engine.useModel(null)
      turn.endWith({ reason: 'no-model', message: 'There is no model.' })
    })
    const { end } = await summariseHere(engine, DOCUMENT, { store })
    expect(end).toMatchObject({ type: 'failed', code: 'no-model' })
    expect(await undisturbed(store)).toEqual(await undisturbed())
  })

  it('has no model from the start has not even a plan', async () => {
    const engine = new ScriptedEngine([], null)
    await expect(summariseHere(engine, DOCUMENT)).rejects.toThrow('failed')
  })

  it('was given another model in between does not mix the two', async () => {
    const engine = answeringEngine((turn, call) => {
      if (call !== 3) {
        answerWell(turn)
        return
      }
      const tokens = { promptTokens: 1, reusedTokens: 0, tokens: 1, tokensPerSecond: null }
      turn.endWith({ reason: 'end', ...tokens, model: 'Another', device: '', contextSize: null })
    })
    const { end, summary } = await summariseHere(engine, DOCUMENT)
    expect(end).toMatchObject({ type: 'failed', code: 'model-failed' })
    expect(summary.parts.done).toBe(2)
  })

  it('came back with a much smaller context ends, to be divided anew', async () => {
    const engine = answeringEngine((turn) =>
      turn.endWith({ reason: 'prompt-too-long', promptTokens: 2000, limit: 900 }),
    )
    const { end } = await summariseHere(engine, DOCUMENT)
    expect(end).toMatchObject({ type: 'failed', code: 'engine' })
  })
})

describe('Stopping', () => {
  it('at any call, and going on, gives the same summary', async () => {
    const whole = await undisturbed()
    const calls = whole.parts.total + 2
    for (let last = 1; last <= calls; last += 1) {
      const store = new MemoryNotes()
      const stop = new AbortController()
      const engine = answeringEngine((turn, call) => {
        if (call < last) {
          answerWell(turn)
          return
        }
        turn.write('- The')
        stop.abort()
      })
      const stopped = await summariseHere(engine, DOCUMENT, { store, signal: stop.signal })
      expect(stopped.end.type).toBe('stopped')
      expect(stopped.summary.complete).toBe(last > whole.parts.total)
      expect(engine.requests).toHaveLength(last)
      let asked = 0
      const again = answeringEngine((turn, call) => {
        asked = call
        answerWell(turn)
      })
      const { summary } = await summariseHere(again, DOCUMENT, { store })
      expect({ ...summary, seconds: 0, tokens: 0 }).toEqual(whole)
      expect(asked).toBe(calls - last + 1)
    }
  })

  it('while a part is asked about again does not read that part once more', async () => {
    const asksAgain = (turn: ScriptedTurn) => questionOf(turn).includes('Add nothing that the sentence does not say')
    // Every number is wrong, so each part is asked about twice.
    const answer = (turn: ScriptedTurn) => {
      turn.write(
        ...faithfulAnswer(questionOf(turn)).map((text) => text.replaceAll(/(\d+) guilders/gu, '77$1 guilders')),
      )
      turn.finish()
    }
    const whole = await summariseHere(answeringEngine(answer), DOCUMENT)
    const store = new MemoryNotes()
    const stop = new AbortController()
    const stopping = answeringEngine((turn) => (asksAgain(turn) ? stop.abort() : answer(turn)))
    await summariseHere(stopping, DOCUMENT, { store, signal: stop.signal })
    expect(stopping.requests).toHaveLength(2)
    const goingOn = answeringEngine(answer)
    const { summary } = await summariseHere(goingOn, DOCUMENT, { store })
    expect(goingOn.requests[0]).toEqual(stopping.requests[1])
    expect({ ...summary, seconds: 0, tokens: 0 }).toEqual({ ...whole.summary, seconds: 0, tokens: 0 })
  })

  it('before anything was asked ends at once', async () => {
    await expect(summariseHere(answeringEngine(answerWell), DOCUMENT, { signal: AbortSignal.abort() })).rejects.toThrow(
      'stopped',
    )
  })
})

describe('A full disk', () => {
  it('ends the summary with a reason, and what was read before is kept', async () => {
    const store = new MemoryNotes()
    const engine = answeringEngine((turn, call) => {
      if (call === 4) store.fault = new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
      answerWell(turn)
    })
    const { end, summary } = await summariseHere(engine, DOCUMENT, { store })
    expect(end).toMatchObject({ type: 'failed', code: 'disk-full' })
    expect(summary.parts.done).toBe(3)
    store.fault = null
    expect(await undisturbed(store)).toEqual(await undisturbed())
  })

  it('of another kind is no end but an error', async () => {
    const store = new MemoryNotes()
    store.fault = new Error('broken')
    await expect(summariseHere(answeringEngine(answerWell), DOCUMENT, { store })).rejects.toThrow('broken')
  })
})

describe('In a context of', () => {
  it.each([1024, 2048, 4096, 8192, 32_768])('%i tokens every prompt fits with its reply', async (contextSize) => {
    const engine = answeringEngine(answerWell)
    engine.setStatus({ contextSize })
    const { end, summary } = await summariseHere(engine, DOCUMENT)
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(true)
    for (const { turns, sampling } of engine.requests) {
      const [tokens = 0] = (await engine.countTokens([turns[0]?.text ?? ''], new AbortController().signal)) ?? []
      expect(tokens + sampling.maxTokens).toBeLessThanOrEqual(contextSize)
    }
  })

  it('2048 tokens a document is summarised whose headings are as long as paragraphs', async () => {
    const engine = answeringEngine(answerWell)
    engine.setStatus({ contextSize: 2048 })
    const titles = [1, 2, 3].map((level) => `${level}: ${'7 '.repeat(248)}`.trim())
    const top = titles.join('\n\n')
    const headings = titles.map((text, at) => ({ page: 1, offset: top.indexOf(text), level: at + 1, text }))
    const body = Array.from(
      { length: 60 },
      (_, at) => `House ${at} was built${' and sold'.repeat(30)} in ${at + 1800}.`,
    )
    const { end } = await summariseHere(engine, readDocument([`${top}\n\n${body.join(' ')}`], headings))
    expect(end.type).toBe('done')
    expect(engine.requests.length).toBeGreaterThan(2)
  })
})
