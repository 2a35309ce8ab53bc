import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examine, PROBE_LIMITS } from '../../electron/engine/ladder/examine.ts'
import { PROCESSOR_RUNG } from '../../electron/engine/rung.ts'
import { checkModelFile } from '../../electron/models/model-check.ts'
import { ENGINE_ENTRY } from '../support/engine-paths.ts'
import { forkEngine } from '../support/fork-engine.ts'
import { finiteNoise, noise, RUBBISH_BYTES, writeRubbishModel } from '../support/rubbish-model.ts'
import { tempFolder } from '../support/temp-folder.ts'

const never = new AbortController().signal
describe('A model whose weights are rubbish', () => {
  it.each([
    ['noise', () => noise()],
    ['noise of finite numbers', finiteNoise],
    ['nothing but zeros', () => Buffer.alloc(RUBBISH_BYTES)],
  ])('passes the check of its file, and is found to write gibberish: %s', async (_what, weights) => {
    const path = join(tempFolder(), 'rubbish.gguf')
    writeRubbishModel(path, weights())
    const model = await checkModelFile(path)
    if (!model.ok) throw new Error(model.error.message)
    const spawn = forkEngine(ENGINE_ENTRY, () => undefined)
    const { health } = await examine(spawn, model.value, PROCESSOR_RUNG, PROBE_LIMITS, never)
    expect(health).toMatchObject({ gibberish: true })
  })
})
