/* What the benchmark measures of Agate, in one module that plain Node can import once it is built. */
export { EngineSupervisor } from '../../electron/engine/supervisor.ts'
export { forkEngine } from '../support/fork-engine.ts'
export { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
