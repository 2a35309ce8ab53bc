import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Scenario } from '../fakes/scenario.ts'
import { SCRIPTED_ENGINE_ENTRY } from '../support/engine-paths.ts'
import { type EngineUnderTest, modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'

const never = new AbortController().signal
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agate-scenario-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function play(scenario: z.input<typeof Scenario>, heartbeatTimeoutMs = 30_000): EngineUnderTest {
  const file = join(folder, `${crypto.randomUUID()}.json`)
  writeFileSync(file, JSON.stringify(scenario))
  const started = startEngine({
    entry: SCRIPTED_ENGINE_ENTRY,
    env: { AGATE_SCENARIO: file },
    limits: { restartDelaysMs: [0, 1], heartbeatMs: 100, heartbeatTimeoutMs },
  })
  started.engine.useModel(modelFile('/models/scripted.gguf'))
  return started
}

describe('The scripted engine process', () => {
  it('answers by the first reply that matches', async () => {
    const { engine } = play({
      replies: [
        { match: 'many', tokens: { repeat: 'x', times: 3 }, reason: 'repetition' },
        { tokens: ['a', 'b'], promptTokens: 7 },
      ],
    })
    expect(await readReply(engine.generate(ask('one'), never))).toMatchObject({
      text: 'ab',
      end: { reason: 'end', promptTokens: 7, tokens: 2 },
    })
    expect(await readReply(engine.generate(ask('many'), never))).toMatchObject({
      text: 'xxx',
      end: { reason: 'repetition' },
    })
  })

  it('can be stopped between two tokens', async () => {
    const { engine } = play({ replies: [{ tokens: { repeat: 'x', times: 100_000 }, delayMs: 20 }] })
    const stop = new AbortController()
    const reply = await readReply(
      engine.generate(ask('go'), stop.signal),
      (_event, text) => text.length > 2 && stop.abort(),
    )
    expect(reply.end.reason).toBe('stopped')
    expect(reply.text).toMatch(/^x+$/u)
  })

  it('refuses a prompt that is longer than it says', async () => {
    const { engine } = play({ promptLimit: 3, replies: [{ tokens: ['a'] }] })
    const { end } = await readReply(engine.generate(ask('one two three four'), never))
    expect(end).toEqual({ reason: 'prompt-too-long', promptTokens: 4, limit: 3 })
  })

  it.each(['exit', 'abort', 'segv', 'hang'] as const)(
    'ends by %s where it is told to, after what it wrote',
    async (kind) => {
      const { engine, processes } = play(
        { replies: [{ match: 'die', tokens: ['a', 'b', 'c'], faultAfter: { tokens: 2, kind } }, { tokens: ['fine'] }] },
        10_000,
      )
      const { text, end } = await readReply(engine.generate(ask('die'), never))
      expect({ text, reason: end.reason }).toEqual({
        text: 'ab',
        reason: kind === 'hang' ? 'engine-hang' : 'engine-crash',
      })
      expect((await readReply(engine.generate(ask('live'), never))).text).toBe('fine')
      expect(processes).toHaveLength(2)
    },
  )

  it('fails to load where it is told to', async () => {
    const { engine, processes } = play({ load: { steps: 2, fault: 'exit' }, replies: [] })
    expect((await readReply(engine.generate(ask('one'), never))).end.reason).toBe('model-failed')
    expect(processes).toHaveLength(3)
  })
})
