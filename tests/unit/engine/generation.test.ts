import { expect, it } from 'vitest'
import { Generation } from '../../../electron/engine/generation.ts'
import { ask, readReply } from '../../support/read-reply.ts'

const RAN_ON = { model: 'Model A', device: 'Processor, 1 thread', contextSize: 8192 }

it('A reply that is read again in the middle says how far that is, and nothing of it gets into its text', async () => {
  const id = 1
  const generation = new Generation(id, ask('Long?'))
  const write = (text: string, tokens: number) => {
    generation.receive({ type: 'text', id, text, tokens, tokensPerSecond: null })
  }
  generation.receive({ type: 'prompt', id, promptTokens: 300, reusedTokens: 0 })
  generation.receive({ type: 'reading', id, progress: 0.5 })
  const reply = readReply(generation.queue.read())
  write('one ', 1)
  generation.receive({ type: 'reading', id, progress: 0.4 })
  expect([generation.phase, generation.progress]).toEqual(['reading', 0.4])
  write('two', 2)
  expect(generation.phase).toBe('writing')
  generation.finish({ reason: 'end', tokens: 2, tokensPerSecond: null, promptTokensPerSecond: null }, RAN_ON)
  const { text, events, end } = await reply
  expect(text).toBe('one two')
  expect(events.filter(({ type }) => type === 'reading')).toEqual([{ type: 'reading', progress: 0.5 }])
  expect(end).toMatchObject({ reason: 'end', promptTokens: 300, tokens: 2 })
})
