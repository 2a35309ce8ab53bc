/* What the benchmarks measure of Agate, in one module that plain Node can import once it is built. */
export { openBareEngine } from '../../electron/engine/bench/bare-engine.ts'
export { compareWithBare } from '../../electron/engine/bench/compare-with-bare.ts'
export { EngineSupervisor } from '../../electron/engine/supervisor.ts'
export { markChecked } from './mark-checked.ts'
export { tinyGemma } from '../support/gguf/tiny-gemma.ts'
export { writeRandomGemma2b } from '../support/gguf/random-gemma-2b.ts'
export { forkEngine } from '../support/fork-engine.ts'
export { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
