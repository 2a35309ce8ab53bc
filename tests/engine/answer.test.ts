import { describe, expect, it } from 'vitest'
import { TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { SCRIPTED_REPLY } from '../support/gguf/tiny-gemma.ts'
import { ask, readReply } from '../support/read-reply.ts'

const never = new AbortController().signal

describe('The engine with a tiny Gemma 2', () => {
  it('answers the text that the model knows, in whole characters', async () => {
    const { engine } = startEngine()
    engine.useModel(modelFile(TINY_MODELS.scripted, 'Tiny'))
    const { text, events, end } = await readReply(engine.generate(ask('Hello?'), never))
    expect(text).toBe(SCRIPTED_REPLY)
    expect(end).toMatchObject({
      reason: 'end',
      promptTokens: 18,
      tokens: 20,
      model: 'Tiny',
      device: 'Processor, 1 thread',
    })
    const texts = events.flatMap((event) => (event.type === 'text' ? [event.text] : []))
    expect(texts.length).toBeGreaterThan(1)
    expect(texts).toContain('🦊')
    expect(texts.join('')).not.toContain('\uFFFD')
  })
})
