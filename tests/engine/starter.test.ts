import { describe, expect, it } from 'vitest'
import { examine, PROBE_LIMITS } from '../../electron/engine/ladder/examine.ts'
import { PROCESSOR_RUNG } from '../../electron/engine/rung.ts'
import { checkModelFile } from '../../electron/models/model-check.ts'
import { ENGINE_ENTRY, STARTER_MODEL } from '../support/engine-paths.ts'
import { startEngine } from '../support/engine-under-test.ts'
import { forkEngine } from '../support/fork-engine.ts'
import { ask, readReply } from '../support/read-reply.ts'

const never = new AbortController().signal
const PARIS = 'What is the capital of France?'

async function starter() {
  const check = await checkModelFile(STARTER_MODEL)
  if (!check.ok) throw new Error(check.error.message)
  return check.value
}

describe('The starter model', () => {
  it('is known by name', async () => {
    expect(await starter()).toMatchObject({ name: 'SmolLM2 135M (starter)', sizeBytes: 98_362_432, starter: true })
  })

  it('knows the capital of France', async () => {
    const { engine } = startEngine()
    engine.useModel(await starter())
    const { text, end } = await readReply(engine.generate(ask(PARIS, { maxTokens: 30 }), never))
    expect(text).toContain('Paris')
    expect(text).not.toContain('<|im')
    expect(end).toMatchObject({ reason: 'end', model: 'SmolLM2 135M (starter)' })
  })

  it('gets its own template: each turn is opened once and read as one token', async () => {
    const { engine, messages } = startEngine()
    engine.useModel(await starter())
    await readReply(engine.generate(ask(PARIS, { maxTokens: 1 }), never))
    // <|im_start|> user \n, the seven tokens of the question, <|im_end|> \n <|im_start|> ass istant \n
    expect(messages).toContainEqual(expect.objectContaining({ type: 'prompt', promptTokens: 16 }))
  })

  it('is computed with flash attention on a processor, which reads its prompts faster', async () => {
    const { engine } = startEngine()
    engine.useModel(await starter())
    await readReply(engine.generate(ask(PARIS, { maxTokens: 1 }), never))
    expect(engine.status().details).toMatchObject({ backend: 'cpu', flashAttention: true })
  })

  it('reads only what is new in the second turn', async () => {
    const { engine, messages } = startEngine()
    engine.useModel(await starter())
    const first = await readReply(engine.generate(ask(PARIS, { maxTokens: 30 }), never))
    const turns = [
      { role: 'user', text: PARIS },
      { role: 'assistant', text: first.text },
      { role: 'user', text: 'And of Italy?' },
    ] as const
    const second = await readReply(engine.generate({ ...ask(''), turns }, never))
    expect(second.text).not.toBe('')
    const sizes = messages.flatMap((message) => (message.type === 'prompt' ? [message] : []))
    const evaluated = (sizes[1]?.promptTokens ?? 0) - (sizes[1]?.reusedTokens ?? 0)
    // The end of the reply, the new question and the opening of the next reply.
    expect(evaluated).toBeLessThan(20)
    expect(sizes[1]?.reusedTokens).toBeGreaterThan(sizes[0]?.promptTokens ?? 0)
  })

  it('answers enough of the simple questions to be found sound', async () => {
    const spawn = forkEngine(ENGINE_ENTRY, () => undefined)
    const { health } = await examine(spawn, await starter(), PROCESSOR_RUNG, PROBE_LIMITS, never)
    expect(health).toMatchObject({ gibberish: false, broken: 0 })
    expect(health?.right).toBeGreaterThanOrEqual(5)
  })
})
