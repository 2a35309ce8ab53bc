import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Inside the checkout, so that what is built there finds node_modules; and apart from what other tests build. */
export const ENGINE_TEST_FOLDER = join(root, 'out/engine-test')
export const ENGINE_ENTRY = join(ENGINE_TEST_FOLDER, 'engine.js')
export const BARE_ENTRY = join(ENGINE_TEST_FOLDER, 'bare.js')
export const SCRIPTED_ENGINE_ENTRY = join(ENGINE_TEST_FOLDER, 'scripted-engine.js')

/** Loads every model with room for one conversation first. */
export const NARROW_ENGINE_ENTRY = join(ENGINE_TEST_FOLDER, 'narrow-engine.js')
/** Writes down which sequences each batch has. */
export const BATCH_LOG_ENGINE_ENTRY = join(ENGINE_TEST_FOLDER, 'batch-log-engine.js')
export const MODEL_TESTER_ENTRY = join(ENGINE_TEST_FOLDER, 'model-tester.js')
export const GUARD_PROBE_ENTRY = join(ENGINE_TEST_FOLDER, 'guard-probe.js')

export const TINY_MODELS = {
  scripted: join(ENGINE_TEST_FOLDER, 'models/tiny-scripted.gguf'),
  babbling: join(ENGINE_TEST_FOLDER, 'models/tiny-babbling.gguf'),
  looping: join(ENGINE_TEST_FOLDER, 'models/tiny-looping.gguf'),
  /** Makes llama.cpp abort the process that loads it. */
  aborting: join(ENGINE_TEST_FOLDER, 'models/tiny-aborting.gguf'),
  /** Ends in the middle of its tensors. */
  truncated: join(ENGINE_TEST_FOLDER, 'models/tiny-truncated.gguf'),
} as const

export const STARTER_MODEL = join(root, 'resources/models/SmolLM2-135M-Instruct.Q4_1.gguf')

export const ENGINE_SOURCES = {
  engine: join(root, 'electron/engine/process/engine.ts'),
  bare: join(root, 'electron/engine/process/bare.ts'),
  'scripted-engine': join(root, 'tests/fakes/scripted-engine-process.ts'),
  'narrow-engine': join(root, 'tests/fakes/narrow-engine.ts'),
  'batch-log-engine': join(root, 'tests/fakes/batch-log-engine.ts'),
  'model-tester': join(root, 'tests/fakes/model-tester.ts'),
  'guard-probe': join(root, 'tests/fakes/guard-probe.ts'),
} as const
