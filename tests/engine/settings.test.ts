import { describe, expect, it } from 'vitest'
import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { Sampling } from '../../electron/engine/sampling.ts'
import { TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'

const never = new AbortController().signal
/** Hardly anything is left out, so that what one setting does can be seen; of 20 words one has always a hundredth. */
const WILD = { temperature: 2, topP: 1, topK: 20, minP: 0, repeatPenalty: 1, maxTokens: 24 }

/** Replies of a model that takes any word for likely. */
function babbler() {
  const { engine } = startEngine()
  engine.useModel(modelFile(TINY_MODELS.babbling))
  return async (sampling: Partial<Sampling>) =>
    (await readReply(engine.generate(ask('Talk.', { ...WILD, ...sampling }), never))).text
}

async function loadedWith(settings: Partial<ModelSettings>) {
  const { engine } = startEngine({ settings })
  engine.useModel(modelFile(TINY_MODELS.scripted))
  await readReply(engine.generate(ask('Hello?'), never))
  return engine.status()
}

describe('The settings of a model', () => {
  it.each([
    ['temperature', { temperature: 0 }],
    ['top-k', { topK: 1 }],
    ['top-p', { topP: 0.01 }],
    ['min-p', { minP: 1 }],
  ])(
    'reach the engine: %s at its strictest leaves only the likeliest word, whatever the seed',
    async (_name, strict) => {
      const babble = babbler()
      const likeliest = await babble({ temperature: 0 })
      expect(await babble({ seed: 1 })).not.toBe(likeliest)
      for (const seed of [1, 2]) expect(await babble({ ...strict, seed })).toBe(likeliest)
    },
  )

  it('reach the engine: the repeat penalty changes a reply that is the same each time without it', async () => {
    const babble = babbler()
    const without = await babble({ temperature: 0 })
    expect(await babble({ temperature: 0 })).toBe(without)
    expect(await babble({ temperature: 0, repeatPenalty: 2 })).not.toBe(without)
  })

  it('reach the engine: the context, and the status says what it is and what the model could read', async () => {
    expect(await loadedWith({ contextSize: 1024 })).toMatchObject({
      contextSize: 1024,
      details: { contextTrained: 8192 },
    })
  })

  it('reach the engine: the threads', async () => {
    expect(await loadedWith({ threads: 1 })).toMatchObject({ device: 'Processor, 1 thread', details: { threads: 1 } })
  })
})
