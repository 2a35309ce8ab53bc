import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { BATCH_LOG_ENGINE_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { tempFolder } from '../support/temp-folder.ts'

const never = new AbortController().signal
const TOKENS = 60
/** Tokens of each sequence in a batch. */
const Batch = z.record(z.string(), z.number())

it('Replies that are written at once share their batches: most have a token of each', async () => {
  const file = join(tempFolder(), 'batches')
  const { engine } = startEngine({ entry: BATCH_LOG_ENGINE_ENTRY, env: { AGATE_BATCHES: file } })
  engine.useModel(modelFile(TINY_MODELS.looping))
  const questions = ['One?', 'Two?', 'Three?', 'Four?']
  const replies = await Promise.all(
    questions.map((question) =>
      readReply(engine.generate({ ...ask(question, { maxTokens: TOKENS }), priority: 'quick' }, never)),
    ),
  )
  for (const { end } of replies) expect(end).toMatchObject({ reason: 'length', tokens: TOKENS })
  const batches = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Object.values(Batch.parse(JSON.parse(line))))
  // The rest of a prompt has several tokens, and gives the first of the reply.
  const written = batches.filter((tokens) => tokens.every((count) => count === 1))
  expect(written.filter((tokens) => tokens.length === questions.length).length).toBeGreaterThan(TOKENS * 0.8)
  expect(written.length).toBeLessThan(TOKENS * 1.2)
})
