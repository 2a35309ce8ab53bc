import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examine, PROBE_LIMITS } from '../../electron/engine/ladder/examine.ts'
import { PROCESSOR_RUNG } from '../../electron/engine/rung.ts'
import { checkModelFile } from '../../electron/models/model-check.ts'
import { ENGINE_ENTRY, STARTER_MODEL } from '../support/engine-paths.ts'
import { forkEngine } from '../support/fork-engine.ts'
import { tempFolder } from '../support/temp-folder.ts'

const never = new AbortController().signal
/** Behind the header and the words, in the middle of the weights. */
const WEIGHTS_AT = 40_000_000
const RUBBISH_BYTES = 20_000_000

/** The starter model with weights that mean nothing, in a file that is sound in every other way. */
function rubbishModel(bytes: Buffer): string {
  const path = join(tempFolder(), 'rubbish.gguf')
  copyFileSync(STARTER_MODEL, path)
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, WEIGHTS_AT)
  closeSync(file)
  return path
}

function noise(): Buffer {
  let state = 1
  return Buffer.from(Array.from({ length: RUBBISH_BYTES }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff))
}

describe('A model whose weights are rubbish', () => {
  it.each([
    ['noise', noise],
    ['nothing but zeros', () => Buffer.alloc(RUBBISH_BYTES)],
  ])('passes the check of its file, and is found to write gibberish: %s', async (_what, weights) => {
    const model = await checkModelFile(rubbishModel(weights()))
    if (!model.ok) throw new Error(model.error.message)
    const spawn = forkEngine(ENGINE_ENTRY, () => undefined)
    const { health } = await examine(spawn, model.value, PROCESSOR_RUNG, PROBE_LIMITS, never)
    expect(health).toMatchObject({ gibberish: true })
  })
})
