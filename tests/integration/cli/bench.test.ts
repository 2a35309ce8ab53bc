import { describe, expect, it } from 'vitest'
import { type BenchServices, runBench } from '../../../electron/cli/bench.ts'
import type { CommandSink } from '../../../electron/cli/command.ts'
import { err, ok } from '../../../shared/result.ts'
import { SCRIPTED_MODEL, ScriptedEngine } from '../../fakes/scripted-engine.ts'

const never = new AbortController().signal
const request = { kind: 'bench', model: null, rounds: 1, json: true } as const

function servicesWith(engine: ScriptedEngine, answering = false): BenchServices & { held: number } {
  const services = {
    engine,
    models: {
      current: { ...SCRIPTED_MODEL, memory: null },
      isAnswering: answering,
      borrow: (path: string) =>
        Promise.resolve(path === '/tiny.gguf' ? ok(() => undefined) : err('not-found', `There is no file ${path}.`)),
    },
    spawnBare: () => {
      throw new Error('The library alone is not started here')
    },
    held: 0,
    holdTrials: () => {
      services.held += 1
      return () => void (services.held -= 1)
    },
    log: () => undefined,
  }
  return services
}

function collect(): CommandSink & { readonly printed: string[] } {
  const printed: string[] = []
  return { printed, text: (text) => void printed.push(text), note: () => undefined }
}

describe('runBench', () => {
  it.each([
    ['no model can be had', request, new ScriptedEngine([], null), false, 3],
    ['the named file is not there', { ...request, model: '/gone.gguf' }, new ScriptedEngine(), false, 3],
    ['Agate is answering', request, new ScriptedEngine(), true, 1],
    ['the model writes nothing', request, new ScriptedEngine([{ tokens: [] }]), false, 1],
    ['the library alone cannot be started', request, new ScriptedEngine([{ tokens: ['Hi'] }]), false, 1],
  ])('ends with a sentence and its own code when %s', async (_what, asked, engine, answering, exitCode) => {
    const services = servicesWith(engine, answering)
    const sink = collect()
    const outcome = await runBench(asked, services, sink, never)
    expect(outcome).toMatchObject({ exitCode, output: '' })
    expect(outcome.problem).toMatch(/\.$/u)
    expect(sink.printed).toEqual([])
    expect(services.held).toBe(0)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const outcome = runBench(request, servicesWith(new ScriptedEngine()), collect(), stop.signal)
    stop.abort()
    expect(await outcome).toMatchObject({ exitCode: 1, output: '' })
  })
})
