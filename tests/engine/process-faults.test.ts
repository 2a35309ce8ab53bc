import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../electron/engine/engine.ts'
import { STARTER_MODEL, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const LIMITS = { restartDelaysMs: [0, 1], heartbeatMs: 100, heartbeatTimeoutMs: 5000 }

/** What is done to an engine process from outside. */
const HARMS = {
  'killed by the system': (pid: number) => process.kill(pid, 'SIGKILL'),
  'ended by a wrong address': (pid: number) => process.kill(pid, 'SIGSEGV'),
  'ended by a failed assertion': (pid: number) => process.kill(pid, 'SIGABRT'),
  stopped: (pid: number) => process.kill(pid, 'SIGSTOP'),
  // From here on it gets no further memory; a long prompt's last chunks may need none, but a message of 20 MB does.
  'out of memory': (pid: number, engine: Engine, signal: AbortSignal) => {
    execFileSync('prlimit', ['--pid', String(pid), '--as=1'])
    void engine.countTokens(['word '.repeat(4_000_000)], signal)
  },
} as const

const LONG_PROMPT = ask('@'.repeat(7000), { maxTokens: 1 })
const LONG_REPLY = ask('Talk.', { temperature: 1, seed: 1, maxTokens: 7000 })

/** The starter takes long enough to load, the tiny model writes for long enough. */
const PHASES = [
  { state: 'loading', once: 'load-progress', model: STARTER_MODEL, request: ask('Hello?', { maxTokens: 4 }) },
  { state: 'reading', once: 'reading', model: TINY_MODELS.babbling, request: LONG_PROMPT },
  { state: 'writing', once: 'text', model: TINY_MODELS.babbling, request: LONG_REPLY },
] as const

describe.each(PHASES)('An engine process that is $state', ({ state, once, model, request }) => {
  it.each(Object.entries(HARMS))('and is %s costs at most the answer that was under way', async (_what, harm) => {
    const { engine, processes, messages } = startEngine({ limits: LIMITS })
    engine.useModel(modelFile(model))
    let shown = ''
    const reply = readReply(engine.generate(request, never), (_event, text) => (shown = text))
    await until(() => messages.some(({ type }) => type === once))
    const harmed = new AbortController()
    harm(processes[0]?.pid ?? 0, engine, harmed.signal)
    const { text, end } = await reply
    harmed.abort()
    // What nobody had begun is answered by the next process; else what was written is kept.
    if (state === 'loading') expect(end.reason).toMatch(/^(end|length)$/u)
    else expect(end.reason).toMatch(/^engine-(crash|hang)$/u)
    expect(text).toBe(shown)
    const next = await readReply(engine.generate(ask('And now?', { temperature: 1, seed: 1, maxTokens: 4 }), never))
    expect(next.end).toMatchObject({ reason: 'length', tokens: 4 })
    expect(processes[0]?.pid).toBeUndefined()
  })
})
