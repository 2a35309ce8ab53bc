import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GenerateRequest } from '../../electron/engine/engine.ts'
import type { EngineSupervisor } from '../../electron/engine/supervisor.ts'
import { TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const never = new AbortController().signal
const STARTS = ['Summarise this text in at most three sentences.\n\n', 'Explain this text in plain words.\n\n']

function quick(text: string): GenerateRequest {
  return { ...ask(text, { maxTokens: 8 }), priority: 'quick' }
}

/** With more conversations than there are lanes: none of them holds a start any more. */
async function fillLanes(engine: EngineSupervisor): Promise<void> {
  for (const question of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
    await readReply(engine.generate(quick(`${question} ${'other words '.repeat(20)}`), never))
  }
}

describe('Beginnings of quick actions', () => {
  it('are evaluated before anybody asks, and are not read again, whatever was asked meanwhile', async () => {
    const folder = join(tempFolder(), 'kept')
    const { engine, messages } = startEngine({ starts: { folder, systemPrompt: '', texts: STARTS } })
    engine.useModel(modelFile(TINY_MODELS.looping))
    await until(() => engine.status().state === 'ready' && readdirSync(folder).length === STARTS.length)
    await fillLanes(engine)
    for (const start of STARTS) {
      messages.length = 0
      const { text } = await readReply(engine.generate(quick(`${start}Rivers rise in hills.`), never))
      const prompt = messages.find(({ type }) => type === 'prompt')
      expect(prompt).toMatchObject({ reusedTokens: expect.any(Number) as number })
      if (prompt?.type === 'prompt') expect(prompt.reusedTokens).toBeGreaterThan(10)
      expect(text).not.toBe('')
    }
  })

  it('change nothing about the answer', async () => {
    const question = quick(`${STARTS[0] ?? ''}Rivers rise in hills.`)
    const plain = startEngine()
    plain.engine.useModel(modelFile(TINY_MODELS.looping))
    const expected = await readReply(plain.engine.generate(question, never))
    const folder = join(tempFolder(), 'kept')
    const { engine } = startEngine({ starts: { folder, systemPrompt: '', texts: STARTS } })
    engine.useModel(modelFile(TINY_MODELS.looping))
    await until(() => engine.status().state === 'ready' && readdirSync(folder).length === STARTS.length)
    const { text, end } = await readReply(engine.generate(question, never))
    expect({ text, reason: end.reason }).toEqual({ text: expected.text, reason: expected.end.reason })
  })

  it('whose files are gone are read again, once and for all', async () => {
    const folder = join(tempFolder(), 'kept')
    const { engine, log } = startEngine({ starts: { folder, systemPrompt: '', texts: STARTS } })
    engine.useModel(modelFile(TINY_MODELS.looping))
    await until(() => engine.status().state === 'ready' && readdirSync(folder).length === STARTS.length)
    await fillLanes(engine)
    rmSync(folder, { recursive: true })
    for (const question of [`${STARTS[0] ?? ''}Rivers rise.`, 'Seven', `${STARTS[0] ?? ''}Rivers fall.`, 'Eight']) {
      expect((await readReply(engine.generate(quick(question), never))).end.reason).toBe('length')
    }
    expect(log.filter((line) => line.includes('cannot be had back'))).toHaveLength(1)
  })

  it('that cannot be kept stop nothing, and the log says so', async () => {
    const blocked = join(tempFolder(), 'file')
    writeFileSync(blocked, '')
    const { engine, log } = startEngine({ starts: { folder: join(blocked, 'kept'), systemPrompt: '', texts: STARTS } })
    engine.useModel(modelFile(TINY_MODELS.looping))
    const { text } = await readReply(engine.generate(quick('Anybody?'), never))
    expect(text).not.toBe('')
    await until(() => log.some((line) => line.includes('not kept evaluated')))
  })
})
