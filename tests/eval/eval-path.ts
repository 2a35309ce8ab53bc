/* What the evaluation measures of Agate, in one module that plain Node can import once it is built. */
export { readBytes } from '../../electron/documents/reading/read-bytes.ts'
export { readPdfAssets } from '../../electron/documents/room/process/pdf-assets.ts'
export { EngineSupervisor } from '../../electron/engine/supervisor.ts'
export { summaryMarkdown } from '../../electron/summary/summary-markdown.ts'
export { createSummariser } from '../../electron/summary/summariser.ts'
export { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
export { forkEngine } from '../support/fork-engine.ts'
